using Bundt.Cloud.Access;
using Bundt.Cloud.Images;
using Bundt.Domain;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.Pipeline;

/// <summary>
/// Says what is about to be walked, and refuses at once when a tool for it is missing; ends the run however it went. Free of side effects
/// where nothing has run, because Cake's own <c>--dryrun</c> runs it too.
/// </summary>
public sealed class ReleaseLifetime(
    IPacker packer, WriteGuard guard, Cancellation cancellation, Receipt receipt, Ending ending, BuildServer server, ReleaseView view, Watching watching) : FrostingLifetime<ReleaseContext>
{
    /// <inheritdoc />
    public override void Setup(ReleaseContext context, ISetupContext info)
    {
        // Cake lists the targets before an exclusive one too.
        string[] walked = [.. (context.Settings.Has("exclusive") ? [info.TargetTask] : info.TasksToExecute).Select(task => task.Name)];
        if (!context.Settings.WantsJson)
            view.Say(context.Environment.Name, string.Join(" → ", walked));
        watching.Begin(context, walked);
        guard.Lost.Register(() => cancellation.Stop(guard.Loss!));
        if (walked.Contains(nameof(Tasks.Bake)) && !context.Settings.Has("dryrun") && context.Environment.Bake.From is null)
            packer.Demand(run => BakeRun.IsOver(run, DateTimeOffset.UtcNow), text => view.Say(nameof(Tasks.Bake), text), context.Cancelled).GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public override void Teardown(ReleaseContext context, ITeardownContext info)
    {
        context.Settings.Reached = context.Release;
        // While the lease is held: what it tells of is then still as this run has left it.
        receipt.Give(context, info.ThrownException).GetAwaiter().GetResult();
        ending.End(context, info.ThrownException).GetAwaiter().GetResult();
        if (info.ThrownException is { } failure)
            server.Fail($"{context.Settings.Target} to {context.Environment.Name} failed", (failure as Problem ?? failure.InnerException as Problem ?? failure).Message);
    }
}
