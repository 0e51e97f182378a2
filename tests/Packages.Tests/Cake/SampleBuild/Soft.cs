using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

[ContinueOnError]
public sealed class Soft : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("soft");
}
