using Cake.Core;

namespace Cake.Frosting;

/// <summary>What is done before and after each task, on the plain Cake context.</summary>
public abstract class FrostingTaskLifetime : FrostingTaskLifetime<ICakeContext>;
