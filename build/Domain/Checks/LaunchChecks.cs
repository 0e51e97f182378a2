using System.Text;
using Bundt.Domain.Environments;

namespace Bundt.Domain.Checks;

/// <summary>What can be said of launches from the environment file alone.</summary>
public static class LaunchChecks
{
    // EC2 User Guide, "Run commands when you launch an EC2 instance with user data input": 16 KB in raw form, before it is encoded.
    private const int MostUserData = 16 * 1024;

    /// <summary>All that there is to say of it.</summary>
    public static IEnumerable<Finding> Of(ReleaseEnvironment environment) => [.. Servers(environment.Servers), .. Key(environment)];

    private static IEnumerable<Finding> Servers(ServerSettings servers)
    {
        var size = Encoding.UTF8.GetByteCount(servers.UserData ?? "");
        return Finding.OrFine(
        [
            .. size <= MostUserData ? Array.Empty<Finding>() : [Finding.Must(
                "user data", $"servers.userData has {size} bytes", $"{MostUserData} at the most", "Put the script into the image, and let user data call it with what is particular to the environment.")],
            // Auto Scaling User Guide, "Launch configurations": new accounts cannot create them since October 1, 2024.
            .. servers.Launch == LaunchKind.Template ? Array.Empty<Finding>() : [Finding.Should(
                "launch", "servers are launched from launch configurations", "launch templates: accounts made since October 2024 cannot create launch configurations", "Take servers.launch out of the environment file.")],
        ], "launch", $"{servers.InstanceType} from launch templates");
    }

    // Who may use a key is told by its policy, which is read with kms:GetKeyPolicy; Bundt itself has no need of KMS, and does not ask.
    private static IEnumerable<Finding> Key(ReleaseEnvironment environment)
    {
        var bake = environment.Bake;
        if (bake.Volume is not { Encrypted: true } volume)
            yield break;
        var isDefault = volume.KmsKey is null or "alias/aws/ebs";
        // EBS User Guide, "Share an encrypted Amazon EBS snapshot": what is encrypted with the default key cannot be shared.
        if (isDefault && bake.ShareWith.Count > 0)
        {
            yield return Finding.Must(
                "KMS key", "images are encrypted with the account's default key, and shared", $"a customer managed key: {string.Join(", ", bake.ShareWith)} cannot use the default one",
                "Make one (aws kms create-key, aws kms create-alias), and name it in bake.volume.kmsKey.");
        }

        // KMS Developer Guide, "Multi-Region keys": any other key belongs to one region; the same alias may be made in each.
        if (volume.KmsKey is { } key && bake.CopyTo.Count > 0 && !key.StartsWith("alias/", StringComparison.Ordinal) && !key.Contains("mrk-", StringComparison.Ordinal))
        {
            yield return Finding.Must(
                "KMS key", $"{key} belongs to {environment.Aws.Region} alone, and images are copied to {string.Join(", ", bake.CopyTo)}", "an alias that every region has, or a multi-Region key",
                $"aws kms create-alias --region {bake.CopyTo[0]} --alias-name alias/{environment.Application.Name} --target-key-id …, and bake.volume.kmsKey: alias/{environment.Application.Name}");
        }

        if (!isDefault)
            yield return Finding.Unknown("KMS key", $"who may use {volume.KmsKey} cannot be looked at from here. {Needs(environment)}", Grants(environment));
    }

    // Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes": the service launches with its own role.
    private static string Needs(ReleaseEnvironment environment) =>
        $"Its policy has to let {Role(environment.Aws.Account)} use it (kms:Encrypt, Decrypt, ReEncrypt*, GenerateDataKey*, DescribeKey) and create grants (kms:CreateGrant, with kms:GrantIsForAWSResource)"
        + string.Concat(environment.Bake.ShareWith.Select(account => $"; and arn:aws:iam::{account}:root the same, which then grants it to its own role"));

    private static string Grants(ReleaseEnvironment environment) => environment.Bake.ShareWith.Count == 0
        ? "Compare it: aws kms get-key-policy --policy-name default --key-id …"
        : string.Join("; ", environment.Bake.ShareWith.Select(account =>
            $"in {account}: aws kms create-grant --region {environment.Aws.Region} --key-id KEY-ARN --grantee-principal {Role(account)} --operations Encrypt Decrypt ReEncryptFrom ReEncryptTo GenerateDataKey GenerateDataKeyWithoutPlaintext DescribeKey CreateGrant"));

    private static string Role(string account) => $"arn:aws:iam::{account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
}
