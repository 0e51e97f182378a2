namespace Bundt.Cloud.Runs;

/// <summary>An object as it was read.</summary>
/// <param name="Value">What it holds.</param>
/// <param name="ETag">Tells this state of it from any other.</param>
internal sealed record Stored<T>(T Value, string ETag);
