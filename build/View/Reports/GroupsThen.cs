namespace Bundt.View.Reports;

/// <summary>The server groups as they were at a time.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Groups">The groups, newest first; as healthy count those in service.</param>
public sealed record GroupsThen(DateTimeOffset At, IReadOnlyList<GroupStatus> Groups);
