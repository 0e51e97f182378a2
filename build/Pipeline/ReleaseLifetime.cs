using Bundt.View;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.Pipeline;

/// <summary>Says what is about to be walked. Free of side effects, because Cake's own <c>--dryrun</c> runs it too.</summary>
public sealed class ReleaseLifetime(ReleaseView view) : FrostingLifetime<ReleaseContext>
{
    /// <inheritdoc />
    public override void Setup(ReleaseContext context, ISetupContext info)
    {
        if (!context.Settings.WantsJson)
            view.Say(context.Environment.Name, string.Join(" → ", info.TasksToExecute.Select(task => task.Name)));
    }

    /// <inheritdoc />
    public override void Teardown(ReleaseContext context, ITeardownContext info)
    {
    }
}
