using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context that a build's own one derives from; it passes everything on to Cake's.</summary>
/// <param name="context">Cake's context.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
