using Cake.Common;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.SampleBuild;

public sealed class SampleContext(ICakeContext context, Broom broom) : FrostingContext(context)
{
    public string Env => Arguments.GetArgument("env") ?? "dev";

    public Broom Broom => broom;
}
