using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Keeps and shows scaling policies.</summary>
internal sealed class PolicyActions(Groups groups)
{
    private const string TargetTracking = "TargetTrackingScaling";
    private const string Tracking = "TargetTrackingConfiguration";

    private static readonly string[] Kept =
    [
        "AdjustmentType", "MinAdjustmentStep", "MinAdjustmentMagnitude", "ScalingAdjustment", "Cooldown", "MetricAggregationType",
        "StepAdjustments", "EstimatedInstanceWarmup", Tracking, "Enabled", "PredictiveScalingConfiguration"
    ];

    public IEnumerable<XElement> Put(AwsCall call)
    {
        var name = call.Required("PolicyName");
        var region = groups.Region(call);
        groups.Change(call, group => group with { Policies = group.Policies.SetItem(name, New(call, region, group, name)) });
        var policy = groups.Read(call).Policies[name];
        return [Answer.Value("PolicyARN", policy.Arn), Alarms(region, policy)];
    }

    public IEnumerable<XElement> Describe(AwsCall call)
    {
        var (names, types) = (call.List("PolicyNames"), call.List("PolicyTypes"));
        var found = groups.ReadOneOrAll(call)
            .SelectMany(group => group.Policies.Values, (group, policy) => (Group: group, Policy: policy))
            .Where(pair => (names.Count == 0 || names.Contains(pair.Policy.Name) || names.Contains(pair.Policy.Arn))
                && (types.Count == 0 || types.Contains(pair.Policy.Type)))
            .ToList();
        var (page, next) = Paging.Cut(call, found, pair => pair.Policy.Arn);
        return
        [
            Answer.List("ScalingPolicies", page.Select(pair => Members(groups.Region(call), pair.Group, pair.Policy))),
            .. next is null ? Answer.Nothing : [next]
        ];
    }

    public IEnumerable<XElement> Delete(AwsCall call)
    {
        var named = call.Required("PolicyName");
        var (group, policy) = groups.ReadOneOrAll(call)
            .SelectMany(group => group.Policies.Values, (group, policy) => (group, policy))
            .FirstOrDefault(pair => pair.policy.Name == named || pair.policy.Arn == named);
        if (policy is null)
            throw Refusal.Invalid($"Policy {named} not found");
        groups.Change(call, group.Name, changing => changing with { Policies = changing.Policies.Remove(policy.Name) });
        return Answer.Nothing;
    }

    private static ScalingPolicy New(AwsCall call, Region region, ScalingGroup group, string name)
    {
        var type = call["PolicyType"] is { Length: > 0 } given ? given : "SimpleScaling";
        Check(call, type);
        var settings = WireTree.Take(call, Kept);
        if (type == TargetTracking && !settings.ContainsKey($"{Tracking}.DisableScaleIn"))
            settings = settings.Add($"{Tracking}.DisableScaleIn", "false");
        if (type == "StepScaling" && !settings.ContainsKey("MetricAggregationType"))
            settings = settings.Add("MetricAggregationType", "Average");
        return group.Policies.TryGetValue(name, out var old) && old.Type == type
            ? old with { Settings = settings }
            : new ScalingPolicy(
                name,
                region.Arn("autoscaling", $"scalingPolicy:{Guid.NewGuid()}:autoScalingGroupName/{group.Name}:policyName/{name}"),
                type,
                settings,
                AlarmsOf(type, group, settings));
    }

    private static void Check(AwsCall call, string type)
    {
        var missing = type switch
        {
            TargetTracking when !call.Has($"{Tracking}.TargetValue") => Tracking,
            "StepScaling" when !call.Has("StepAdjustments") => "StepAdjustments",
            "SimpleScaling" when !call.Has("ScalingAdjustment") => "ScalingAdjustment",
            "StepScaling" or "SimpleScaling" when !call.Has("AdjustmentType") => "AdjustmentType",
            "PredictiveScaling" when !call.Has("PredictiveScalingConfiguration") => "PredictiveScalingConfiguration",
            TargetTracking or "StepScaling" or "SimpleScaling" or "PredictiveScaling" => null,
            _ => throw Refusal.Invalid($"Policy type {type} is not valid.")
        };
        if (missing is not null)
            throw Refusal.Invalid($"{missing} is required for policy type {type}.");
    }

    /// <summary>AWS makes two alarms for target tracking, named so; the lower one only where the policy may scale in.</summary>
    private static ImmutableList<string> AlarmsOf(string type, ScalingGroup group, ImmutableSortedDictionary<string, string> settings) =>
        type != TargetTracking ? []
        : settings[$"{Tracking}.DisableScaleIn"] == "true" ? [Alarm(group, "AlarmHigh")]
        : [Alarm(group, "AlarmHigh"), Alarm(group, "AlarmLow")];

    private static string Alarm(ScalingGroup group, string kind) => $"TargetTracking-{group.Name}-{kind}-{Guid.NewGuid()}";

    private static IEnumerable<XElement> Members(Region region, ScalingGroup group, ScalingPolicy policy) =>
    [
        Answer.Value("AutoScalingGroupName", group.Name),
        Answer.Value("PolicyName", policy.Name),
        Answer.Value("PolicyARN", policy.Arn),
        Answer.Value("PolicyType", policy.Type),
        .. WireTree.Elements(policy.Settings),
        .. policy.Settings.ContainsKey("Enabled") ? Answer.Nothing : [Answer.Value("Enabled", true)],
        Alarms(region, policy)
    ];

    private static XElement Alarms(Region region, ScalingPolicy policy) => Answer.List("Alarms", policy.Alarms.Select(alarm => new[]
    {
        Answer.Value("AlarmName", alarm), Answer.Value("AlarmARN", region.Arn("cloudwatch", $"alarm:{alarm}"))
    }));
}
