using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>One version of a launch template.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Data">The launch template data by its wire names, without their common prefix: nothing that was sent is lost.</param>
/// <param name="Description">What is new in it, in people's words, or null.</param>
/// <param name="CreateTime">When it was made (UTC).</param>
public sealed record LaunchTemplateVersion(
    int Number, ImmutableSortedDictionary<string, string> Data, string? Description, DateTimeOffset CreateTime);
