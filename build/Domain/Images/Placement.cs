namespace Bundt.Domain.Images;

/// <summary>An image as it is in one region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Image">The image there.</param>
/// <param name="SharedWith">The accounts that may launch it besides its owner.</param>
public sealed record Placement(string Region, Image Image, IReadOnlyCollection<string> SharedWith);
