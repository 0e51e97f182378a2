using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Single attributes of instances.</summary>
internal sealed class InstanceAttributeActions(Cloud cloud)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "ModifyInstanceAttribute", Modify);
        table.Add("ec2", "DescribeInstanceAttribute", Describe);
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        cloud.Change(call.Region, region =>
        {
            var instance = region.Instance(call.Required("InstanceId"));
            return region with { Instances = region.Instances.With(instance with { Launch = Changed(region, instance, call) }) };
        });
        return Xml.Done;
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var instance = region.Instance(call.Required("InstanceId"));
        var launch = instance.Launch;
        var attribute = call.Required("Attribute");
        yield return new XElement("instanceId", instance.Id);
        yield return attribute switch
        {
            "groupSet" => InstanceXml.Groups(region, instance),
            "blockDeviceMapping" => InstanceXml.Devices(region.Volumes.GetValueOrDefault(instance.VolumeId)),
            "productCodes" => new XElement("productCodes"),
            "enclaveOptions" => new XElement("enclaveOptions", new XElement("enabled", false)),
            _ => new XElement(attribute, Xml.Text("value", attribute switch
            {
                "instanceType" => launch.InstanceType,
                "userData" => launch.UserData,
                "instanceInitiatedShutdownBehavior" => launch.ShutdownBehavior,
                "disableApiTermination" => launch.DisableApiTermination,
                "ebsOptimized" => launch.EbsOptimized,
                "rootDeviceName" => "/dev/xvda",
                "disableApiStop" => false,
                "sourceDestCheck" or "enaSupport" => true,
                "kernel" or "ramdisk" or "sriovNetSupport" => null,
                _ => throw new AwsError("InvalidParameterValue", $"Value ({attribute}) for parameter attribute is invalid."),
            })),
        };
    }

    private static InstanceLaunch Changed(Region region, Instance instance, AwsCall call)
    {
        var launch = instance.Launch;
        string? Value(string name) =>
            call[$"{name}.Value"] ?? (name.Equals(call["Attribute"], StringComparison.OrdinalIgnoreCase) ? call["Value"] : null);

        var (type, data) = (Value("InstanceType"), Value("UserData"));
        if ((type ?? data) is not null && instance.State != "stopped")
            throw new AwsError("IncorrectInstanceState", $"The instance '{instance.Id}' is not in the 'stopped' state.");
        if (type is not null && !InstanceTypes.Known.ContainsKey(type))
            throw new AwsError("InvalidInstanceAttributeValue", $"Invalid value '{type}' for InstanceType.");
        var groups = call.List("GroupId");
        foreach (var group in groups)
            region.SecurityGroup(group);
        return launch with
        {
            InstanceType = type ?? launch.InstanceType,
            UserData = data ?? launch.UserData,
            ShutdownBehavior = Value("InstanceInitiatedShutdownBehavior") ?? launch.ShutdownBehavior,
            DisableApiTermination = Value("DisableApiTermination") is { } refuse ? bool.Parse(refuse) : launch.DisableApiTermination,
            EbsOptimized = Value("EbsOptimized") is { } optimized ? bool.Parse(optimized) : launch.EbsOptimized,
            SecurityGroupIds = groups.Count > 0 ? [.. groups] : launch.SecurityGroupIds,
        };
    }
}
