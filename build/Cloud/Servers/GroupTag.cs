using Amazon.AutoScaling.Model;
using Bundt.Domain;

namespace Bundt.Cloud.Servers;

/// <summary>The tags of an Auto Scaling group.</summary>
internal static class GroupTag
{
    // They speak of the group and change with it; its servers keep what they were launched with.
    private static readonly string[] OfTheGroupAlone = [Names.WarmUntil, Names.Replaces, Names.Sizes];

    /// <summary>A tag of a group, which its servers get too unless it speaks of the group alone.</summary>
    /// <param name="group">The group.</param>
    /// <param name="key">The tag's key.</param>
    /// <param name="value">Its value; null where only the key matters.</param>
    public static Tag Of(string group, string key, string? value) => new()
    {
        ResourceId = group,
        ResourceType = "auto-scaling-group",
        Key = key,
        Value = value,
        PropagateAtLaunch = !OfTheGroupAlone.Contains(key),
    };
}
