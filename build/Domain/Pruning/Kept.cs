namespace Bundt.Domain.Pruning;

/// <summary>What happens to a deployment, an image or a launch template at pruning, and why.</summary>
/// <param name="What">Its name or id.</param>
/// <param name="Keep">Whether it stays.</param>
/// <param name="Why">The reason, as a sentence for people.</param>
public sealed record Kept(string What, bool Keep, string Why);
