using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

[IsDependentOn(typeof(Fail))]
public sealed class AfterFail : FrostingTask
{
    public override void Run(ICakeContext context) => context.Information("never");
}
