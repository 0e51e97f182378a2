using Bundt.Domain;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;

namespace Bundt.Pipeline.Entry;

/// <summary>
/// Runs each target as Cake does, and sees to two things: that a run that is to stop does so between targets, and that whatever ends a
/// target says which one, in what state things are, and what to do next. Targets that know more than what is said here say it themselves.
/// </summary>
internal sealed class RunExecution(ICakeLog log, ICakeReportPrinter printer, Cancellation cancellation, IFrostingContext run) : IExecutionStrategy
{
    private static readonly string[] Movers = [nameof(Tasks.Swap), nameof(Tasks.Rollback), nameof(Tasks.Abort)];

    // A plan is one answer, whichever targets are walked for it: they have no headings.
    private readonly DefaultExecutionStrategy _cake = new(((ReleaseContext)run).Settings.IsPlanning ? new NullLog() : log, printer);
    private readonly ReleaseContext _run = (ReleaseContext)run;

    /// <inheritdoc />
    public async Task ExecuteAsync(CakeTask task, ICakeContext context)
    {
        if (cancellation.Token.IsCancellationRequested)
            throw cancellation.Problem("The run", $"{task.Name} was not begun. {Traffic}", GoOn);
        try
        {
            await _cake.ExecuteAsync(task, context);
        }
        catch (OperationCanceledException stopped) when (cancellation.Token.IsCancellationRequested)
        {
            throw cancellation.Problem(task.Name, (stopped as Stopped)?.State ?? Traffic, GoOn);
        }
        catch (Problem problem)
        {
            problem.Complete(task.Name, Traffic, OnceMended);
            throw;
        }
        catch (Exception unforeseen)
        {
            var problem = new Problem(
                unforeseen.Message, Movers.Contains(task.Name) ? "Whether live traffic has moved is not known here." : null,
                $"See what is live ({_run.Settings.Command("--target=Status")}). --verbosity=diagnostic tells where it failed.", unforeseen);
            problem.Complete(task.Name, Traffic, OnceMended);
            throw problem;
        }
    }

    /// <inheritdoc />
    public void PerformTaskSetup(Action<ITaskSetupContext> action, ITaskSetupContext taskSetupContext)
    {
        var name = taskSetupContext.Task.Name;
        try
        {
            _cake.PerformTaskSetup(action, taskSetupContext);
        }
        catch (OperationCanceledException) when (cancellation.Token.IsCancellationRequested)
        {
            throw cancellation.Problem("The run", $"{name} was not begun. {Traffic}", GoOn);
        }
        catch (Problem problem)
        {
            problem.Complete(name, problem.State is null ? $"{name} was not begun. {Traffic}" : Traffic, OnceMended);
            throw;
        }
    }

    /// <inheritdoc />
    public void PerformSetup(Action<ISetupContext> action, ISetupContext context)
    {
        try
        {
            _cake.PerformSetup(action, context);
        }
        catch (OperationCanceledException) when (cancellation.Token.IsCancellationRequested)
        {
            throw cancellation.Problem("The run", $"Nothing was begun. {Traffic}", GoOn);
        }
        catch (Problem problem)
        {
            problem.Complete(step: null, Traffic, OnceMended);
            throw;
        }
    }

    /// <inheritdoc />
    public void PerformTeardown(Action<ITeardownContext> action, ITeardownContext teardownContext) => _cake.PerformTeardown(action, teardownContext);

    /// <inheritdoc />
    public void PerformTaskTeardown(Action<ITaskTeardownContext> action, ITaskTeardownContext taskTeardownContext) =>
        _cake.PerformTaskTeardown(action, taskTeardownContext);

    /// <inheritdoc />
    public void Skip(CakeTask task, CakeTaskCriteria criteria) => _cake.Skip(task, criteria);

    /// <inheritdoc />
    public Task ReportErrorsAsync(Func<Exception, Task> action, Exception exception) => _cake.ReportErrorsAsync(action, exception);

    /// <inheritdoc />
    public Task HandleErrorsAsync(Func<Exception, ICakeContext, Task> action, Exception exception, ICakeContext context) =>
        _cake.HandleErrorsAsync(action, exception, context);

    /// <inheritdoc />
    public Task InvokeFinallyAsync(Func<ICakeContext, Task> action, ICakeContext context) => _cake.InvokeFinallyAsync(action, context);

    private string OnceMended => $"Once that is mended, this goes on from there: {_run.Settings.Again}";

    private string GoOn => $"Run again to go on from there: {_run.Settings.Again}";

    // Only Swap and Rollback touch live traffic, and what ends in the middle of that is told by them.
    private string Traffic => _run.Release switch
    {
        { IsLive: true } release => $"Live traffic goes to {release.ServerGroup}.",
        { HasServerGroup: true } release => $"Live traffic is untouched. {release.ServerGroup} stays until its deadline; a run that goes on makes use of it.",
        _ => "Live traffic is untouched.",
    };
}
