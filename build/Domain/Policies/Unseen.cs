using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>What AWS asks for within other calls, so that no recording of calls can show it.</summary>
internal static class Unseen
{
    private const string Passing = "asked within RunInstances, CreateLaunchConfiguration and CreateAutoScalingGroup";
    private const string FirstUse = "asked at the account's first use of the service, within other calls";
    private const string Encrypting = "asked within the calls that launch from encrypted images, and make and copy them";

    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        var baker = environment.Bake.From is null ? environment.Bake.InstanceProfile : null;
        string[] profiles = [.. new[] { environment.Servers.InstanceProfile, baker }.OfType<string>().Distinct()];
        if (profiles.Length > 0)
        {
            yield return new("PassRoles", "give instances the roles of their instance profiles")
            {
                Actions = [.. AllowedAction.Other(Passing, "iam:PassRole")],
                Resources = [.. profiles.Select(profile => scope.Iam($"role/{profile}"))],
                Conditions = [new("StringEquals", "iam:PassedToService", $"ec2.{scope.Domain}")],
            };
        }

        if (baker is not null)
        {
            yield return new("ReadInstanceProfiles", "look whether the instance profile of a bake is there")
            {
                Actions = [.. AllowedAction.Other("Packer asks it on AWS alone", "iam:GetInstanceProfile")],
                Resources = [scope.Iam($"instance-profile/{baker}")],
            };
        }

        yield return new("CreateServiceRoles", "make the roles of the services, where the account has never used them")
        {
            Actions = [.. AllowedAction.Other(FirstUse, "iam:CreateServiceLinkedRole")],
            Resources = [scope.Iam("role/aws-service-role/autoscaling.amazonaws.com/*"), scope.Iam("role/aws-service-role/elasticloadbalancing.amazonaws.com/*")],
            Conditions = [new("StringEquals", "iam:AWSServiceName", "autoscaling.amazonaws.com", "elasticloadbalancing.amazonaws.com")],
        };
        if (environment.Bake.Volume?.KmsKey is { } key)
            yield return Key(key, scope);
    }

    // "Requirements for Amazon EBS encryption", Amazon EBS User Guide. A policy names keys by their ids: an alias is a condition
    // ("Use aliases to control access to KMS keys", AWS KMS Developer Guide).
    private static PolicyStatement Key(string key, PolicyScope scope)
    {
        var isAlias = key.StartsWith("alias/", StringComparison.Ordinal);
        return new("UseKeys", $"encrypt with {key}")
        {
            Actions = [.. AllowedAction.Other(Encrypting, "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo")],
            Resources = key.StartsWith("arn:", StringComparison.Ordinal) && !key.Contains(":alias/", StringComparison.Ordinal) ? [key] : scope.Kms(isAlias || key.StartsWith("arn:", StringComparison.Ordinal) ? "*" : key),
            Conditions =
            [
                new("StringEquals", "kms:ViaService", [.. scope.Regions.Select(region => $"ec2.{region}.{scope.Domain}")]),
                .. Alias(key) is { } alias ? new[] { new PolicyCondition("ForAnyValue:StringEquals", "kms:ResourceAliases", alias) } : [],
            ],
        };
    }

    private static string? Alias(string key) => key.IndexOf("alias/", StringComparison.Ordinal) is >= 0 and var begins ? key[begins..] : null;
}
