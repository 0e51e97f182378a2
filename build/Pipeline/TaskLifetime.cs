using Bundt.Cloud;
using Bundt.Pipeline.Planning;
using Bundt.Pipeline.Steps;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.Pipeline;

/// <summary>Before the first target that may write: the local cloud is there where it is the environment, and the account is right.</summary>
public sealed class TaskLifetime(LocalEnvironment local, AccountCheck account, PlanNotes notes) : FrostingTaskLifetime<ReleaseContext>
{
    // These look, or look after the local cloud themselves.
    private static readonly string[] Readers = ["Status", "Explain", "Doctor", "Policy", "LocalUp", "LocalDown"];

    /// <inheritdoc />
    public override void Setup(ReleaseContext context, ITaskSetupContext info)
    {
        notes.Step = info.Task.Name;
        if (context.Settings.IsPlanning)
            account.Demand().GetAwaiter().GetResult();
        else if (!Readers.Contains(info.Task.Name, StringComparer.OrdinalIgnoreCase))
            local.Prepare(context.Environment, context.Cancelled).GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public override void Teardown(ReleaseContext context, ITaskTeardownContext info)
    {
    }
}
