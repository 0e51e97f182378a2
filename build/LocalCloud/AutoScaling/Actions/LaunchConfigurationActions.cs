using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Launch configurations: made, shown, deleted, never changed.</summary>
internal sealed class LaunchConfigurationActions(Groups groups)
{
    private static readonly string[] Kept =
    [
        "BlockDeviceMappings", "SpotPrice", "AssociatePublicIpAddress", "PlacementTenancy", "MetadataOptions", "KernelId", "RamdiskId",
        "EbsOptimized", "InstanceMonitoring"
    ];

    /// <summary>What AWS shows of a configuration that does not say it.</summary>
    private static readonly Dictionary<string, string> Unsaid = new()
    {
        ["EbsOptimized"] = "false",
        ["InstanceMonitoring.Enabled"] = "true",
        ["KernelId"] = "",
        ["RamdiskId"] = ""
    };

    public IEnumerable<XElement> Create(AwsCall call)
    {
        var name = call.Required("LaunchConfigurationName");
        groups.ChangeRegion(call, region => region.LaunchConfigurations.ContainsKey(name)
            ? throw Refusal.Exists(
                $"Launch Configuration by this name already exists - A launch configuration already exists with the name {name}")
            : region with
            {
                LaunchConfigurations = Quota.LaunchConfigurations.Check(region.LaunchConfigurations.Add(name, New(call, region, name)))
            });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Describe(AwsCall call)
    {
        var names = call.List("LaunchConfigurationNames");
        var found = groups.Region(call).LaunchConfigurations.Values
            .Where(configuration => names.Count == 0 || names.Contains(configuration.Name))
            .ToList();
        var (page, next) = Paging.Cut(call, found, configuration => configuration.Name);
        return [Answer.List("LaunchConfigurations", page.Select(Members)), .. next is null ? Answer.Nothing : [next]];
    }

    public IEnumerable<XElement> Delete(AwsCall call)
    {
        var name = call.Required("LaunchConfigurationName");
        groups.ChangeRegion(call, region =>
        {
            if (!region.LaunchConfigurations.ContainsKey(name))
                throw Refusal.Invalid($"Launch configuration name not found - Launch configuration {name} not found");
            var user = region.ScalingGroups.Values.FirstOrDefault(group => group.Source.LaunchConfigurationName == name);
            return user is null
                ? region with { LaunchConfigurations = region.LaunchConfigurations.Remove(name) }
                : throw Refusal.InUse(
                    $"Cannot delete launch configuration {name} because it is attached to AutoScalingGroup {user.Name}");
        });
        return Answer.Nothing;
    }

    private LaunchConfiguration New(AwsCall call, Region region, string name)
    {
        var launch = LaunchConfigurationWire.Read(call, region);
        var arn = region.Arn("autoscaling", $"launchConfiguration:{Guid.NewGuid()}:launchConfigurationName/{name}");
        return new LaunchConfiguration(name, arn, groups.Now, launch, WireTree.Take(call, Kept));
    }

    private static IEnumerable<XElement?> Members(LaunchConfiguration configuration) =>
    [
        Answer.Value("LaunchConfigurationName", configuration.Name),
        Answer.Value("LaunchConfigurationARN", configuration.Arn),
        Answer.Value("ImageId", configuration.Launch.ImageId),
        Answer.Value("KeyName", configuration.Launch.KeyName ?? ""),
        Answer.List("SecurityGroups", configuration.Launch.SecurityGroupIds),
        Answer.Value("UserData", configuration.Launch.UserData ?? ""),
        Answer.Value("InstanceType", configuration.Launch.InstanceType),
        Answer.Optional("IamInstanceProfile", configuration.Launch.InstanceProfile),
        Answer.Value("CreatedTime", configuration.Created),
        configuration.Settings.Any(pair => pair.Key.StartsWith("BlockDeviceMappings", StringComparison.Ordinal))
            ? null
            : Answer.Value("BlockDeviceMappings", ""),
        .. WireTree.Elements(Shown(configuration))
    ];

    private static IEnumerable<KeyValuePair<string, string>> Shown(LaunchConfiguration configuration) =>
        configuration.Settings.Union(Unsaid).DistinctBy(pair => pair.Key);
}
