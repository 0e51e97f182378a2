namespace Bundt.Scenarios.Stage;

/// <summary>What the application answers at <c>/version</c>.</summary>
public sealed record Facts(string Version, string Commit, string Instance, string Zone, string Environment);
