using System.Collections.Immutable;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>What a group launches, in a place: its source resolved, with the group's tags.</summary>
internal static class GroupLaunch
{
    /// <summary>The launch, and the source as the instance will show it (a numbered version).</summary>
    /// <exception cref="AwsError">The template, the version or the configuration does not exist.</exception>
    public static (InstanceLaunch Launch, LaunchSource Source) Resolve(ScalingGroup group, Region region, Place place)
    {
        var (launch, source) = Resolve(group.Source, region);
        return (launch with
        {
            SubnetId = place.SubnetId,
            Zone = place.SubnetId is null ? place.Zone : null,
            Tags = launch.Tags
                .SetItems(group.Tags.Where(tag => tag.Value.PropagateAtLaunch).Select(tag => KeyValuePair.Create(tag.Key, tag.Value.Value)))
                .SetItems(Marks(group, source))
        }, source);
    }

    /// <summary>The launch without a place and without the group's tags.</summary>
    /// <exception cref="AwsError">The template, the version or the configuration does not exist.</exception>
    public static (InstanceLaunch Launch, LaunchSource Source) Resolve(LaunchSource source, Region region)
    {
        if (source.LaunchConfigurationName is { } name)
        {
            return region.LaunchConfigurations.TryGetValue(name, out var configuration)
                ? (configuration.Launch, source)
                : throw new AwsError("ValidationError", $"Launch configuration name not found - Launch configuration {name} not found");
        }

        var (id, templateName, version, launch) = Ec2.LaunchTemplates.Resolve(
            region, source.LaunchTemplateId, source.LaunchTemplateId is null ? source.LaunchTemplateName : null, source.Version);
        var type = source.Mixed.GetValueOrDefault("MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceType");
        return (
            type is null ? launch : launch with { InstanceType = type },
            new LaunchSource { LaunchTemplateId = id, LaunchTemplateName = templateName, Version = version });
    }

    private static IEnumerable<KeyValuePair<string, string>> Marks(ScalingGroup group, LaunchSource source)
    {
        yield return KeyValuePair.Create(Region.MembershipTag, group.Name);
        if (source.LaunchTemplateId is not null)
        {
            yield return KeyValuePair.Create("aws:ec2launchtemplate:id", source.LaunchTemplateId);
            yield return KeyValuePair.Create("aws:ec2launchtemplate:version", source.Version!);
        }
    }
}
