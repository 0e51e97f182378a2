using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

public sealed class Fail : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "boom");

    public override void Finally(ICakeContext context) => context.Information("finally");
}
