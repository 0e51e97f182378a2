using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>
/// What is read. Listing knows no resources, in none of these services: it is allowed on everything or not at all.
/// Source: Service Authorization Reference, where the row of such an action names no resource type.
/// </summary>
internal static class Reading
{
    private const string AtTheBake = "Packer asks it on AWS alone, or in its current versions alone";
    private const string AtTheEnd = "asked when servers do not come up";

    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        var bakes = environment.Bake.From is null;
        yield return new("ReadWhatIsThere", "read what there is")
        {
            Actions =
            [
                .. AllowedAction.Recorded("autoscaling", "DescribeAutoScalingGroups", "DescribeLaunchConfigurations", "DescribePolicies", "DescribeScheduledActions"),
                .. AllowedAction.Other("asked by Explain, of an instance", "autoscaling:DescribeAutoScalingInstances"),
                .. AllowedAction.Other(AtTheEnd, "autoscaling:DescribeScalingActivities"),
                .. AllowedAction.Recorded("ec2", "DescribeImages", "DescribeInstances", "DescribeLaunchTemplates"),
                .. AllowedAction.Recorded("ec2", "DescribeLaunchTemplateVersions", "DescribeSecurityGroups", "DescribeSubnets"),
                .. bakes ? AllowedAction.Recorded("ec2", "DescribeKeyPairs", "DescribeVolumes") : [],
                .. bakes ? AllowedAction.Other(AtTheBake, "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypeOfferings", "ec2:DescribeRegions", "ec2:DescribeVpcs") : [],
                .. bakes && environment.Bake.ShareWith.Count > 0 ? AllowedAction.Recorded("ec2", "DescribeImageAttribute") : [],
                .. AllowedAction.Recorded("elasticloadbalancing", "DescribeListeners", "DescribeLoadBalancers", "DescribeTargetGroups", "DescribeTargetHealth"),
                .. AllowedAction.Other("asked by Rehearse, of the two target groups", "elasticloadbalancing:DescribeTargetGroupAttributes"),
                .. environment.Traffic.Rule is null
                    ? AllowedAction.Other("asked by Doctor, of each listener", "elasticloadbalancing:DescribeRules")
                    : AllowedAction.Recorded("elasticloadbalancing", "DescribeRules"),
            ],
        };
        yield return new("ReadConsoles", "read the consoles of servers that fail, as evidence")
        {
            Actions = [.. AllowedAction.Other(AtTheEnd, "ec2:GetConsoleOutput")],
            Resources = scope.Own("instance"),
            Conditions = [scope.OfApp, scope.OfEnv],
        };
    }
}
