namespace Bundt.Domain.Traffic;

/// <summary>One of the two permanent target groups of an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Preview">The address at which its servers can be seen before they are live.</param>
public sealed record TargetGroup(string Name, string Arn, Uri Preview);
