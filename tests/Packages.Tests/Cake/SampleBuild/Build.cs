using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Frosting;

namespace Bundt.SampleBuild;

[IsDependentOn(typeof(Clean))]
public sealed class Build : AsyncFrostingTask<SampleContext>
{
    public override bool ShouldRun(SampleContext context) => !context.Arguments.HasArgument("skip-build");

    public override async Task RunAsync(SampleContext context)
    {
        await Task.Yield();
        context.Information("built");
    }
}
