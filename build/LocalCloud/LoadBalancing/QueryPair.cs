namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A pair of a query string.</summary>
/// <param name="Key">The key's pattern, or null for any.</param>
/// <param name="Value">The value's pattern.</param>
public sealed record QueryPair(string? Key, string Value);
