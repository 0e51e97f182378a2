namespace Bundt.Domain.Plans;

/// <summary>How something is before and after, for people.</summary>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record Move(string Before, string After);
