using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Reads and checks what a launch configuration launches.</summary>
internal static class LaunchConfigurationWire
{
    /// <summary>The launch: what the call says, and where it names an instance that instance's for what it does not say.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static InstanceLaunch Read(AwsCall call, Region region)
    {
        var model = Model(call, region);
        var disk = call.Structures("BlockDeviceMappings").FirstOrDefault(mapping => mapping.Has("Ebs"))?.Structure("Ebs");
        var launch = model with
        {
            ImageId = Said(call, "ImageId") ?? model.ImageId,
            InstanceType = Said(call, "InstanceType") ?? model.InstanceType,
            KeyName = Said(call, "KeyName") ?? model.KeyName,
            SecurityGroupIds = call.List("SecurityGroups") is { Count: > 0 } named ? [.. named] : model.SecurityGroupIds,
            UserData = Said(call, "UserData") ?? model.UserData,
            InstanceProfile = Said(call, "IamInstanceProfile") ?? model.InstanceProfile,
            MetadataOptions = model.MetadataOptions.With(call.Structure("MetadataOptions")),
            EbsOptimized = call.Flag("EbsOptimized") ?? model.EbsOptimized,
            VolumeSize = disk?.Number("VolumeSize") ?? model.VolumeSize,
            VolumeType = disk?["VolumeType"] ?? model.VolumeType,
            VolumeEncrypted = disk?.Flag("Encrypted") ?? model.VolumeEncrypted,
            DeleteOnTermination = disk?.Flag("DeleteOnTermination") ?? model.DeleteOnTermination
        };
        if (!region.Images.ContainsKey(launch.ImageId))
            throw Refusal.Invalid($"AMI cannot be described: The image id '[{launch.ImageId}]' does not exist");
        if (launch.KeyName is { } key && !region.KeyPairs.ContainsKey(key))
            throw Refusal.Invalid($"The key pair '{key}' does not exist");
        if (launch.SecurityGroupIds.Find(id => !region.SecurityGroups.ContainsKey(id)) is { } unknown)
            throw Refusal.Invalid($"The security group '{unknown}' does not exist");
        return launch;
    }

    private static InstanceLaunch Model(AwsCall call, Region region)
    {
        if (Said(call, "InstanceId") is { } id)
        {
            var like = region.Instances.GetValueOrDefault(id)?.Launch ?? throw Refusal.Invalid($"The instance ID '{id}' does not exist");
            return new InstanceLaunch
            {
                ImageId = like.ImageId,
                InstanceType = like.InstanceType,
                KeyName = like.KeyName,
                SecurityGroupIds = like.SecurityGroupIds,
                UserData = like.UserData,
                InstanceProfile = like.InstanceProfile,
                EbsOptimized = like.EbsOptimized
            };
        }

        return call.Has("ImageId") && call.Has("InstanceType")
            ? new InstanceLaunch { ImageId = call.Required("ImageId") }
            : throw Refusal.Invalid(
                "Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.");
    }

    private static string? Said(AwsCall call, string name) => call[name] is { Length: > 0 } value ? value : null;
}
