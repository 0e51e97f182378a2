namespace Bundt.Cloud.Runs;

/// <summary>What has to be so for an object to be written.</summary>
/// <param name="ETag">The state that it has to be in, or null.</param>
/// <param name="MustBeNew">Whether there has to be none.</param>
internal sealed record StateCondition(string? ETag, bool MustBeNew)
{
    /// <summary>Nothing has to be so.</summary>
    public static readonly StateCondition None = new(null, false);

    /// <summary>It has to be as it was read; where none was read there must be none.</summary>
    public static StateCondition AsRead(string? tag) => new(tag, tag is null);
}
