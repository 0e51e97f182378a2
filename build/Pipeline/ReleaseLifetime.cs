using Bundt.Cloud.Images;
using Bundt.View;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.Pipeline;

/// <summary>
/// Says what is about to be walked, and refuses at once when a tool for it is missing. Free of side effects, because Cake's own
/// <c>--dryrun</c> runs it too.
/// </summary>
public sealed class ReleaseLifetime(IPacker packer, ReleaseView view) : FrostingLifetime<ReleaseContext>
{
    /// <inheritdoc />
    public override void Setup(ReleaseContext context, ISetupContext info)
    {
        // Cake lists the targets before an exclusive one too.
        string[] walked = [.. (context.Settings.Has("exclusive") ? [info.TargetTask] : info.TasksToExecute).Select(task => task.Name)];
        if (!context.Settings.WantsJson)
            view.Say(context.Environment.Name, string.Join(" → ", walked));
        if (walked.Contains(nameof(Tasks.Bake)))
            packer.Demand();
    }

    /// <inheritdoc />
    public override void Teardown(ReleaseContext context, ITeardownContext info)
    {
    }
}
