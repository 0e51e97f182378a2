using Cake.Core;

namespace Cake.Frosting;

/// <summary>What is done before the first and after the last task, on the plain Cake context.</summary>
public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>;
