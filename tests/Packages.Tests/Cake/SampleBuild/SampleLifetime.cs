using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

public sealed class SampleLifetime(Gate gate) : FrostingLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ISetupContext info)
        => context.Information(gate.Say($"open for {info.TargetTask.Name}: {string.Join(',', info.TasksToExecute.Select(t => t.Name))}"));

    public override void Teardown(SampleContext context, ITeardownContext info)
        => context.Information(gate.Say($"closed, all well: {info.Successful}"));
}
