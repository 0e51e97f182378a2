using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

public sealed class Handled : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("trouble");

    public override void OnError(Exception exception, ICakeContext context) => context.Information($"handled {exception.Message}");
}
