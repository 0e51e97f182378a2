using Cake.Frosting;

namespace Bundt.SampleBuild;

public sealed class Broken(IDisposable missing) : FrostingTask
{
    public IDisposable Missing => missing;

    public override void Run(Cake.Core.ICakeContext context) => Missing.Dispose();
}
