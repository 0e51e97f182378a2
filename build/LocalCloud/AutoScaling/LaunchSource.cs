using System.Collections.Immutable;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>What instances are launched from: a template, alone or in a mixed instances policy, or a launch configuration.</summary>
public sealed record LaunchSource
{
    /// <summary>The launch configuration's name.</summary>
    public string? LaunchConfigurationName { get; init; }

    /// <summary>The launch template's id.</summary>
    public string? LaunchTemplateId { get; init; }

    /// <summary>The launch template's name.</summary>
    public string? LaunchTemplateName { get; init; }

    /// <summary>The template's version as it was named: a number, <c>$Latest</c> or <c>$Default</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The mixed instances policy's wire parameters (<see cref="WireTree"/>); empty when there is none.</summary>
    public ImmutableSortedDictionary<string, string> Mixed { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The place of an instance type among those of the mixed instances policy, the preferred one being 0 and one that it does not have the
    /// last; 0 where the policy has none.
    /// </summary>
    public int Rank(string instanceType)
    {
        var preferred = new AwsCall("autoscaling", "", "", Mixed).Structures("MixedInstancesPolicy.LaunchTemplate.Overrides")
            .Select(item => item["InstanceType"])
            .ToList();
        var place = preferred.IndexOf(instanceType);
        return place < 0 ? preferred.Count : place;
    }
}
