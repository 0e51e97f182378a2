namespace Bundt.Domain.Releases;

/// <summary>A link of the chain from an instance to tested code.</summary>
/// <param name="From">What is explained.</param>
/// <param name="To">What it comes from; where the link is broken, what was found instead.</param>
/// <param name="Holds">Whether it holds, as far as it can be seen.</param>
/// <param name="Unseen">What of it cannot be seen from this account; null where all of it can.</param>
public sealed record ProvenanceLink(string From, string To, bool Holds, string? Unseen = null);
