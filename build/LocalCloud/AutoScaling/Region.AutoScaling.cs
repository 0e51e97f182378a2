using System.Collections.Immutable;
using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.State;

public sealed partial record Region
{
    /// <summary>The tag that names an instance's group.</summary>
    public const string MembershipTag = "aws:autoscaling:groupName";

    /// <summary>Auto Scaling groups by name, those that are being deleted included.</summary>
    public ImmutableSortedDictionary<string, ScalingGroup> ScalingGroups { get; init; } =
        ImmutableSortedDictionary<string, ScalingGroup>.Empty;

    /// <summary>Launch configurations by name.</summary>
    public ImmutableSortedDictionary<string, LaunchConfiguration> LaunchConfigurations { get; init; } =
        ImmutableSortedDictionary<string, LaunchConfiguration>.Empty;

    /// <summary>What happened in groups that are gone, newest first.</summary>
    public ImmutableList<ScalingActivity> DeletedGroupActivities { get; init; } = [];

    /// <summary>This region with one of its instances marked as a member of a group, or of none.</summary>
    public Region WithMembership(string instanceId, string? groupName) => Instances.TryGetValue(instanceId, out var instance)
        ? this with
        {
            Instances = Instances.SetItem(instanceId, instance with
            {
                Tags = groupName is null ? instance.Tags.Remove(MembershipTag) : instance.Tags.SetItem(MembershipTag, groupName)
            })
        }
        : this;

    /// <summary>This region with one of its groups changed; as it is when there is no such group (any more).</summary>
    public Region WithGroup(string name, Func<ScalingGroup, ScalingGroup> change) =>
        ScalingGroups.TryGetValue(name, out var group) && change(group) is var changed && !ReferenceEquals(group, changed)
            ? this with { ScalingGroups = ScalingGroups.SetItem(name, changed) }
            : this;
}
