namespace Bundt.Cloud.Docker;

/// <summary>What docker answered.</summary>
/// <param name="Lines">What it printed.</param>
/// <param name="Error">Null when it did what it was asked, else what it said last.</param>
internal sealed record DockerAnswer(IReadOnlyList<string> Lines, string? Error);
