using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>
/// What servers are launched from. Auto Scaling launches them itself; but it asks for <c>ec2:RunInstances</c>, and for <c>ec2:CreateTags</c>
/// where the template has tags, of whoever makes a group of a launch template. Sources: "Amazon EC2 Auto Scaling API permissions" and "Control
/// Amazon EC2 launch template usage in Auto Scaling groups", Amazon EC2 Auto Scaling User Guide.
/// </summary>
internal static class Launching
{
    private const string AfterABreak = "a run that goes on after one that was broken off";

    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        var (bakes, templates) = (environment.Bake.From is null, environment.Servers.Launch == LaunchKind.Template);
        if (bakes || templates)
        {
            yield return new("LaunchFrom", "what launches use and do not make")
            {
                Actions = [.. AllowedAction.Recorded("ec2", "RunInstances")],
                Resources =
                [
                    .. scope.In([environment.Aws.Region], "image"),
                    .. scope.Own("network-interface", "security-group", "subnet"),
                    .. bakes ? [scope.TemporaryKeys] : Array.Empty<string>(),
                ],
            };
            yield return new("TagWhatIsMade", "give the application's tag to what is made, as it is made")
            {
                Actions = [.. AllowedAction.Recorded("ec2", "CreateTags")],
                Resources =
                [
                    .. bakes ? scope.Own("instance", "key-pair", "security-group") : [],
                    .. templates ? scope.Own("launch-template") : [],
                    .. scope.Own("volume"),
                    .. bakes && environment.Bake.CopyTo.Count > 0 ? scope.In(environment.Bake.CopyTo, "image", "snapshot") : [],
                ],
                Conditions = [scope.MadeForApp, new("StringEquals", "ec2:CreateAction", [.. Making(environment)])],
            };
        }

        if (!templates)
        {
            // They have no tags, and no condition key that would tell whose they are: their names do.
            yield return new("LaunchConfigurations", "make and remove launch configurations of the environment's names")
            {
                Actions = [.. AllowedAction.Recorded("autoscaling", "CreateLaunchConfiguration", "DeleteLaunchConfiguration")],
                Resources = [scope.Configurations],
            };
            yield break;
        }

        yield return new("CreateTemplates", "make launch templates with the environment's tags")
        {
            Actions = [.. AllowedAction.Recorded("ec2", "CreateLaunchTemplate")],
            Resources = scope.Own("launch-template"),
            Conditions = [scope.MadeForApp, scope.MadeForEnv],
        };
        yield return new("UseTemplates", "launch from the environment's launch templates, and remove them")
        {
            Actions =
            [
                .. AllowedAction.Other(AfterABreak, "ec2:CreateLaunchTemplateVersion"),
                .. AllowedAction.Recorded("ec2", "DeleteLaunchTemplate", "RunInstances"),
            ],
            Resources = scope.Own("launch-template"),
            Conditions = [scope.OfApp, scope.OfEnv],
        };
        yield return new("LaunchServers", "launch servers from launch templates alone")
        {
            Actions = [.. AllowedAction.Recorded("ec2", "RunInstances")],
            Resources = scope.Own("instance", "volume"),
            Conditions = [new("ArnLike", "ec2:LaunchTemplate", scope.Own("launch-template"))],
        };
    }

    // "Grant permission to tag Amazon EC2 resources during creation", Amazon EC2 User Guide.
    private static IEnumerable<string> Making(ReleaseEnvironment environment)
    {
        if (environment.Bake.From is null && environment.Bake.CopyTo.Count > 0)
            yield return "CopyImage";
        if (environment.Bake.From is null)
        {
            yield return "CreateKeyPair";
            yield return "CreateSecurityGroup";
        }

        if (environment.Servers.Launch == LaunchKind.Template)
            yield return "CreateLaunchTemplate";
        yield return "RunInstances";
    }
}
