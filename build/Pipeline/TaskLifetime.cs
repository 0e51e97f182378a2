using Bundt.Cloud;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Planning;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.Pipeline;

/// <summary>Before the first target that may write: the local cloud is there where it is the environment, and the account is right.</summary>
public sealed class TaskLifetime(LocalEnvironment local, AccountCheck account, PlanNotes notes, Journal journal, BuildServer server) : FrostingTaskLifetime<ReleaseContext>
{
    /// <inheritdoc />
    public override void Setup(ReleaseContext context, ITaskSetupContext info)
    {
        notes.Step = info.Task.Name;
        journal.Begin(info.Task.Name);
        server.Begin(info.Task.Name);
        if (context.Settings.IsPlanning)
            account.Demand().GetAwaiter().GetResult();
        else if (Targets.IsBuilder(info.Task.Name))
            local.Begin(context.Environment, context.Settings.IsWritten, context.Cancelled).GetAwaiter().GetResult();
        else if (!Targets.IsReader(info.Task.Name))
            local.Prepare(context.Environment, context.Cancelled).GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public override void Teardown(ReleaseContext context, ITaskTeardownContext info)
    {
        journal.Release = context.Release.HasVersion ? context.Release.Version.Tag : null;
        journal.Add(info.Task.Name, info.Duration, info.Successful);
        server.End();
    }
}
