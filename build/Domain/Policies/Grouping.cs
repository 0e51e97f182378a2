using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>The server groups: those of the environment's names and tags alone. Source: EC2 Auto Scaling, Service Authorization Reference.</summary>
internal static class Grouping
{
    public static IEnumerable<PolicyStatement> Of(ReleaseEnvironment environment, PolicyScope scope)
    {
        yield return new("CreateGroups", "make server groups with the environment's tags, on its two target groups alone")
        {
            Actions = [.. AllowedAction.Recorded("autoscaling", "CreateAutoScalingGroup", "CreateOrUpdateTags")],
            Resources = [scope.Groups],
            Conditions = [scope.MadeForApp, scope.MadeForEnv, scope.TargetGroups],
        };
        yield return new("AttachGroups", "attach the environment's server groups to its two target groups alone")
        {
            Actions = [.. AllowedAction.Recorded("autoscaling", "AttachLoadBalancerTargetGroups")],
            Resources = [scope.Groups],
            Conditions = [scope.OfApp, scope.OfEnv, scope.TargetGroups],
        };
        yield return new("ChangeGroups", "size, tag, schedule and remove the environment's server groups")
        {
            Actions =
            [
                .. AllowedAction.Recorded("autoscaling", "CreateOrUpdateTags", "DeleteAutoScalingGroup", "DeleteScheduledAction", "DeleteTags", "DetachLoadBalancerTargetGroups"),
                .. environment.Servers.Metrics.Count > 0 ? AllowedAction.Recorded("autoscaling", "EnableMetricsCollection") : [],
                .. environment.Servers.Scaling.Count > 0 ? AllowedAction.Recorded("autoscaling", "PutScalingPolicy") : [],
                .. AllowedAction.Recorded("autoscaling", "PutScheduledUpdateGroupAction", "ResumeProcesses", "SuspendProcesses", "UpdateAutoScalingGroup"),
            ],
            Resources = [scope.Groups],
            Conditions = [scope.OfApp, scope.OfEnv],
        };
    }
}
