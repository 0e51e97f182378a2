using System.Globalization;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Reads what is to be launched from RunInstances' parameters or launch template data, which share their names.</summary>
internal static class LaunchRequest
{
    private const int BehindAll = 500_000_000;

    /// <summary>RunInstances' parameters over those of the launch template that it names, if any.</summary>
    public static AwsCall OverTemplate(AwsCall call, Region region)
    {
        if (!call.Has("LaunchTemplate"))
            return call;
        var named = call.Structure("LaunchTemplate");
        var template = LaunchTemplates.Of(named, region);
        var given = call.Parameters.Keys.Select(Head).ToHashSet();
        var parameters = call.Parameters.ToDictionary();
        foreach (var (key, value) in LaunchTemplates.Version(template, named["Version"]).Data)
        {
            if (!given.Contains(Head(key)))
                parameters.Add(key, value);
            else if (key.StartsWith("TagSpecification.", StringComparison.Ordinal))
                parameters[Renumbered(key)] = value;
        }

        return call with { Parameters = parameters };
    }

    /// <summary>What the parameters launch.</summary>
    /// <exception cref="AwsError">The image is not named, or a security group's name is unknown.</exception>
    public static InstanceLaunch Read(AwsCall sent, Region region)
    {
        // Older clients send empty values for what they leave open.
        var call = sent with { Parameters = sent.Parameters.Where(pair => pair.Value.Length > 0).ToDictionary() };
        var network = call.Structures("NetworkInterface") is [var first, ..] ? first : null;
        var disk = call.Structures("BlockDeviceMapping").FirstOrDefault(mapping => mapping.Has("Ebs"))?.Structure("Ebs");
        var profile = call.Structure("IamInstanceProfile");
        if (disk is not null)
            Encryption.CheckKey(disk);
        return new InstanceLaunch
        {
            ImageId = call["ImageId"] ?? "",
            InstanceType = call["InstanceType"] ?? "m5.large",
            SubnetId = call["SubnetId"] ?? network?["SubnetId"],
            Zone = call["Placement.AvailabilityZone"],
            KeyName = call["KeyName"],
            SecurityGroupIds =
            [
                .. call.List("SecurityGroupId"),
                .. network?.List("SecurityGroupId") ?? [],
                .. call.List("SecurityGroup").Select(name => SecurityGroups.Named(region, name).Id),
            ],
            UserData = call["UserData"],
            InstanceProfile = profile["Arn"] ?? profile["Name"],
            MetadataOptions = MetadataOptions.Of(region.Images.GetValueOrDefault(call["ImageId"] ?? "")).With(call.Structure("MetadataOptions")),
            Tags = call.TagsFor("instance"),
            VolumeTags = call.TagsFor("volume"),
            ShutdownBehavior = call["InstanceInitiatedShutdownBehavior"] ?? "stop",
            DisableApiTermination = call.Flag("DisableApiTermination") ?? false,
            EbsOptimized = call.Flag("EbsOptimized") ?? false,
            VolumeSize = disk?.Number("VolumeSize"),
            VolumeType = disk?["VolumeType"],
            VolumeEncrypted = disk?.Flag("Encrypted"),
            VolumeKmsKey = disk is null ? null : Encryption.Named(disk),
            DeleteOnTermination = disk?.Flag("DeleteOnTermination") ?? true,
            ClientToken = call["ClientToken"],
        };
    }

    private static string Head(string key) => key.Split('.')[0];

    /// <summary>Moves a template's tag specification behind the call's own: on AWS the tags of both apply.</summary>
    private static string Renumbered(string key)
    {
        var parts = key.Split('.', 3);
        return $"{parts[0]}.{BehindAll + int.Parse(parts[1], CultureInfo.InvariantCulture)}.{parts[2]}";
    }
}
