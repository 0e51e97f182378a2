using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>
/// What Packer does, and what Bundt does to its temporary instance. RunInstances is asked of every resource of a launch, each of which needs a
/// statement that allows it. Source: EC2, Service Authorization Reference; the row of CreateImage could not be compared.
/// </summary>
internal static class Baking
{
    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        if (environment.Bake.From is not null)
            yield break;
        yield return new("LaunchBakes", "launch the temporary instance of a bake, with the application's tag")
        {
            Actions = [.. AllowedAction.Recorded("ec2", "RunInstances")],
            Resources = scope.Own("instance", "volume"),
            Conditions = [scope.MadeForApp],
        };
        yield return new("BakeInstances", "make an image of the temporary instance, and end it")
        {
            Actions = [.. AllowedAction.Recorded("ec2", "CreateImage", "ModifyInstanceMetadataOptions", "StopInstances", "TerminateInstances")],
            Resources = scope.Own("instance"),
            Conditions = [scope.OfApp],
        };
        yield return new("BakeImages", "the image and the snapshot that are made: they get their tags afterwards")
        {
            Actions = [.. AllowedAction.Recorded("ec2", "CreateImage")],
            Resources = scope.In([environment.Aws.Region], "image", "snapshot"),
        };
        yield return new("BakeKeys", "the key pair of the temporary instance, by the beginning of its name")
        {
            Actions = [.. AllowedAction.Recorded("ec2", "CreateKeyPair", "DeleteKeyPair")],
            Resources = [scope.TemporaryKeys],
        };
        yield return new("BakeSecurityGroups", "the security group of the temporary instance, which has no tags in Packer 1.6")
        {
            Actions = [.. AllowedAction.Recorded("ec2", "AuthorizeSecurityGroupIngress", "CreateSecurityGroup", "DeleteSecurityGroup")],
            Resources = scope.Own("security-group", "vpc"),
        };
    }
}
