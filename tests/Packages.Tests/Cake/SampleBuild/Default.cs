using Cake.Frosting;

namespace Bundt.SampleBuild;

[IsDependentOn(typeof(Build))]
public sealed class Default : FrostingTask;
