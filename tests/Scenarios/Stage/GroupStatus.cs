namespace Bundt.Scenarios.Stage;

/// <summary>A server group in that answer.</summary>
public sealed record GroupStatus(string Name, string? Release, string? Commit, string? Image, string State, int Healthy, int Desired, int Traffic);
