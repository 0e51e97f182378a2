using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

[IsDependeeOf(typeof(Late))]
public sealed class Early : FrostingTask
{
    public override void Run(ICakeContext context) => context.Information("early");
}
