using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

public sealed class SampleTaskLifetime(Gate gate) : FrostingTaskLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ITaskSetupContext info)
        => context.Verbose(gate.Say($"before {info.Task.Name}"));

    public override void Teardown(SampleContext context, ITaskTeardownContext info)
        => context.Verbose(gate.Say($"after {info.Task.Name}, skipped: {info.Skipped}"));
}
