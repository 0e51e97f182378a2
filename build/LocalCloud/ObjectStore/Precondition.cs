using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>What a conditional write demands of the object as it is. Source: "Conditional requests", Amazon S3 User Guide.</summary>
/// <param name="IfMatch">The ETag that the object must have (<c>*</c>: any), or null.</param>
/// <param name="IfNoneMatch"><c>*</c> when the object must not exist, or null.</param>
public sealed record Precondition(string? IfMatch, string? IfNoneMatch)
{
    /// <summary>The refusal that the object as it is earns, or null.</summary>
    public AwsError? Refusal(StoredObject? current) => this switch
    {
        { IfNoneMatch: "*" } when current is not null => Failed("If-None-Match"),
        { IfMatch: not null } when current is null => new AwsError("NoSuchKey", "The specified key does not exist.", 404),
        { IfMatch: not (null or "*") } when Bare(IfMatch) != Bare(current!.ETag) => Failed("If-Match"),
        _ => null,
    };

    private static string Bare(string tag) => tag.Trim('"');

    private static AwsError Failed(string header) =>
        new("PreconditionFailed", $"At least one of the pre-conditions you specified did not hold: {header}", 412);
}
