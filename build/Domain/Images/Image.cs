namespace Bundt.Domain.Images;

/// <summary>An AMI that Bundt baked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which ends in the beginning of its inputs digest.</param>
/// <param name="State"><c>available</c>, <c>pending</c> or <c>failed</c> (EC2 DescribeImages).</param>
/// <param name="Created">When it was made (UTC).</param>
/// <param name="Snapshots">The ids of its snapshots.</param>
/// <param name="Tags">Its tags; empty when it is shared from another account.</param>
public sealed record Image(
    ImageId Id,
    string Name,
    string State,
    DateTimeOffset Created,
    IReadOnlyList<string> Snapshots,
    IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The account that it belongs to; empty where nobody asked.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Its description, which accounts that it is shared with see as well.</summary>
    public string Description { get; init; } = "";

    /// <summary>The device that its instances boot from, such as <c>/dev/xvda</c>.</summary>
    public string RootDevice { get; init; } = "";

    /// <summary>Whether its instances need a session token for their metadata (IMDSv2), unless their launch says otherwise.</summary>
    public bool DemandsImdsV2 { get; init; }

    /// <summary>From when on (UTC) accounts that it is shared with do not find it any more unless they ask, or null.</summary>
    public DateTimeOffset? Deprecated { get; init; }

    /// <summary>Whether servers can be launched from it.</summary>
    public bool IsAvailable => State == "available";

    /// <summary>Whether it is still being made.</summary>
    public bool IsPending => State == "pending";

    /// <summary>Whether it has its tags: a bake that was killed may have left it without them.</summary>
    public bool IsTagged => Tags.ContainsKey(Names.App);

    /// <summary>The release in its tags, such as <c>v1.4.2</c>, or null.</summary>
    public string? Release => Tags.GetValueOrDefault(Names.Release);

    /// <summary>The commit in its tags, or in its description where the tags cannot be seen; null where neither tells one.</summary>
    public string? Commit => Tags.GetValueOrDefault(Names.Commit) ?? Names.CommitIn(Description);
}
