using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

[TaskName("Later-On")]
public sealed class Late : AsyncFrostingTask
{
    public override Task RunAsync(ICakeContext context)
    {
        context.Information("late");
        return Task.CompletedTask;
    }
}
