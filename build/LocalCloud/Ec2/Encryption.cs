using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Which key of the Key Management Service a volume or snapshot is said to be encrypted with. There is no such service here, so every
/// key that is named is taken to exist. Source: "Amazon EBS encryption", Amazon EBS User Guide; CopyImage and CreateVolume, API Reference.
/// </summary>
internal static class Encryption
{
    private const string Usual = "alias/aws/ebs";

    /// <summary>
    /// The key of a volume that is made from a snapshot, or null for an unencrypted one: what was encrypted stays so, with its own key unless
    /// another is asked for.
    /// </summary>
    public static string? OfVolume(Region region, InstanceLaunch launch, Snapshot snapshot) =>
        snapshot.Encrypted || launch.VolumeEncrypted == true
            ? Arn(region, launch.VolumeKmsKey ?? snapshot.KmsKeyId ?? Usual)
            : null;

    /// <summary>The key of a snapshot's copy, or null for an unencrypted one: the region's usual key unless another is asked for.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterDependency</c>.</exception>
    public static string? OfCopy(Region region, AwsCall call, Snapshot source)
    {
        CheckKey(call);
        return source.Encrypted || call.Flag("Encrypted") == true ? Arn(region, Named(call) ?? Usual) : null;
    }

    /// <summary>The key that a call or a part of it names, or null.</summary>
    public static string? Named(AwsCall call) => call["KmsKeyId"] is { Length: > 0 } key ? key : null;

    /// <summary>Refuses a key without the wish to encrypt.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterDependency</c>.</exception>
    public static void CheckKey(AwsCall call)
    {
        if (Named(call) is not null && call.Flag("Encrypted") != true)
            throw new AwsError("InvalidParameterDependency", "The parameter KmsKeyId requires the parameter Encrypted to be set.");
    }

    /// <summary>The ARN of a key that is named by its id, its ARN, an alias or an alias's ARN; each alias has a key of its own.</summary>
    private static string Arn(Region region, string key)
    {
        if (key.StartsWith("arn:", StringComparison.Ordinal) && !key.Contains(":alias/", StringComparison.Ordinal))
            return key;
        var alias = key.IndexOf("alias/", StringComparison.Ordinal);
        var id = alias < 0 ? key : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(region.Name + key[alias..])).AsSpan(0, 16)).ToString();
        return region.Arn("kms", $"key/{id}");
    }
}
