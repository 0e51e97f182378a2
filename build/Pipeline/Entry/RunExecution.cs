using Bundt.Domain;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Bundt.Pipeline.Entry;

/// <summary>
/// Runs each target as Cake does, and sees to two things: that a run that is to stop does so between targets, and that whatever ends a
/// target says in what state things are. Targets that know more than what is said here say it themselves.
/// </summary>
internal sealed class RunExecution(ICakeLog log, ICakeReportPrinter printer, Cancellation cancellation) : IExecutionStrategy
{
    private readonly DefaultExecutionStrategy _cake = new(log, printer);

    /// <inheritdoc />
    public async Task ExecuteAsync(CakeTask task, ICakeContext context)
    {
        if (cancellation.Token.IsCancellationRequested)
            throw cancellation.Problem("The run", $"{task.Name} was not begun. {State(context)}");
        try
        {
            await _cake.ExecuteAsync(task, context);
        }
        catch (OperationCanceledException stopped) when (cancellation.Token.IsCancellationRequested)
        {
            throw cancellation.Problem(task.Name, (stopped as Stopped)?.State ?? State(context));
        }
        catch (Problem problem) when (problem.State is null)
        {
            throw problem.In(State(context));
        }
    }

    /// <inheritdoc />
    public void PerformTaskSetup(Action<ITaskSetupContext> action, ITaskSetupContext taskSetupContext)
    {
        try
        {
            _cake.PerformTaskSetup(action, taskSetupContext);
        }
        catch (OperationCanceledException) when (cancellation.Token.IsCancellationRequested)
        {
            throw cancellation.Problem("The run", $"{taskSetupContext.Task.Name} was not begun. {State(taskSetupContext)}");
        }
        catch (Problem problem) when (problem.State is null)
        {
            throw problem.In($"{taskSetupContext.Task.Name} was not begun. {State(taskSetupContext)}");
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
            throw cancellation.Problem("The run", "Nothing was begun. Live traffic is untouched.");
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

    // Only Swap and Rollback touch live traffic, and what ends in the middle of that is told by them.
    private static string State(ICakeContext context) => (context as ReleaseContext)?.Release switch
    {
        { IsLive: true } release => $"Live traffic goes to {release.ServerGroup}.",
        { HasServerGroup: true } release => $"Live traffic is untouched. {release.ServerGroup} stays until its deadline; a run that goes on makes use of it.",
        _ => "Live traffic is untouched.",
    };
}
