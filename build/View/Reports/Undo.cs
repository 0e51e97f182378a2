namespace Bundt.View.Reports;

/// <summary>How a release is undone.</summary>
/// <param name="Command">The command.</param>
/// <param name="To">The server group that is live again then.</param>
/// <param name="Takes">How long it is expected to take, and why so.</param>
public sealed record Undo(string Command, string To, string Takes);
