namespace Bundt.View;

/// <summary>A server group in a status.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Release">Its release, or null when it is not one of ours.</param>
/// <param name="Commit">Its commit, or null.</param>
/// <param name="Image">Its image, or null when it has no servers.</param>
/// <param name="State"><c>live</c>, <c>canary</c> (it has a part of live traffic), <c>warm</c>, <c>idle</c>, <c>retired</c> or <c>failed</c>.</param>
/// <param name="Healthy">How many of its servers are healthy in their target group.</param>
/// <param name="Desired">How many it is to have.</param>
/// <param name="WarmUntil">Until when it is kept at full size (UTC), or null.</param>
/// <param name="Created">When it was made (UTC).</param>
/// <param name="Traffic">How many percent of live traffic go to it.</param>
public sealed record GroupStatus(
    string Name,
    string? Release,
    string? Commit,
    string? Image,
    string State,
    int Healthy,
    int Desired,
    DateTimeOffset? WarmUntil,
    DateTimeOffset Created,
    int Traffic = 0);
