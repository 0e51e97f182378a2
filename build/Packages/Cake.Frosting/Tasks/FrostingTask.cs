using Cake.Core;

namespace Cake.Frosting;

/// <summary>A synchronous task on the plain Cake context.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;
