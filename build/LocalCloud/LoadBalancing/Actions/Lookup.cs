using System.Collections.Immutable;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Finds resources by ARN, or refuses with the code that ELBv2 gives each kind; and who refers to which target group.</summary>
internal static class Lookup
{
    public static LoadBalancer LoadBalancer(this Region region, string arn) =>
        Find(region.LoadBalancers, arn, ":loadbalancer/", "load balancer")
            ?? throw new AwsError("LoadBalancerNotFound", $"Load balancer '{arn}' not found");

    public static TargetGroup TargetGroup(this Region region, string arn) =>
        Find(region.TargetGroups, arn, ":targetgroup/", "target group")
            ?? throw new AwsError("TargetGroupNotFound", $"Target groups '{arn}' not found");

    public static Listener Listener(this Region region, string arn) =>
        Find(region.Listeners, arn, ":listener/", "listener") ?? throw new AwsError("ListenerNotFound", $"Listener '{arn}' not found");

    /// <summary>A rule that is not a listener's default one.</summary>
    /// <exception cref="AwsError"><c>RuleNotFound</c>, or <c>OperationNotPermitted</c> for a default rule.</exception>
    public static Rule Rule(this Region region, string arn, string wanted) =>
        Find(region.Rules, arn, ":listener-rule/", "listener rule")
            ?? throw (region.Listeners.Values.Any(listener => listener.DefaultRuleArn == arn)
            ? new AwsError("OperationNotPermitted", $"Default rule '{arn}' cannot be {wanted}")
            : new AwsError("RuleNotFound", $"Rule '{arn}' not found"));

    /// <summary>The actions of a listener: its rules' and its default ones.</summary>
    public static IEnumerable<RuleAction> Actions(this Region region, Listener listener) => region.Rules.Values
        .Where(rule => rule.ListenerArn == listener.Arn).SelectMany(rule => rule.Actions)
        .Concat(listener.Actions);

    /// <summary>Every pair of a target group and a load balancer that forwards to it, whatever the weight.</summary>
    public static IEnumerable<(string TargetGroup, string LoadBalancer)> Uses(this Region region) => region.Listeners.Values
        .SelectMany(listener => region.Actions(listener).SelectMany(action => action.Groups).Select(group =>
            (group.Arn, listener.LoadBalancerArn)))
        .Distinct();

    private static T? Find<T>(ImmutableSortedDictionary<string, T> table, string arn, string part, string kind) where T : class =>
        table.GetValueOrDefault(arn) ?? (arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Contains(part, StringComparison.Ordinal)
            ? null
            : throw new AwsError("ValidationError", $"'{arn}' is not a valid {kind} ARN"));
}
