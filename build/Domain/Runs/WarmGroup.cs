namespace Bundt.Domain.Runs;

/// <summary>A server group that was made warm, as it was before: a rollback gives it all of this back.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Min">Its fewest servers.</param>
/// <param name="Max">Its most servers.</param>
/// <param name="Desired">How many servers it had.</param>
/// <param name="Schedule">Its scheduled actions, which were deleted.</param>
public sealed record WarmGroup(string Name, int Min, int Max, int Desired, IReadOnlyList<ScheduledSize> Schedule);
