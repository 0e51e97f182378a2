using Bundt.Pipeline.Steps;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.Pipeline;

/// <summary>Before the first target that writes: the local cloud is started where it is the environment, and the account is compared.</summary>
public sealed class TaskLifetime(LocalEnvironment local) : FrostingTaskLifetime<ReleaseContext>
{
    // These look, or look after the local cloud themselves.
    private static readonly string[] Readers = ["Status", "LocalUp", "LocalDown"];

    /// <inheritdoc />
    public override void Setup(ReleaseContext context, ITaskSetupContext info)
    {
        if (!Readers.Contains(info.Task.Name, StringComparer.OrdinalIgnoreCase))
            local.Prepare(context.Environment, context.Cancelled).GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public override void Teardown(ReleaseContext context, ITaskTeardownContext info)
    {
    }
}
