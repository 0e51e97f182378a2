using Cake.Common.Diagnostics;
using Cake.Frosting;

namespace Bundt.SampleBuild;

[TaskDescription("Sweeps the floor")]
public sealed class Clean(Broom broom) : FrostingTask<SampleContext>
{
    public override void Run(SampleContext context)
        => context.Information($"{broom.Sound} in {context.Env}, same broom: {ReferenceEquals(broom, context.Broom)}");
}
