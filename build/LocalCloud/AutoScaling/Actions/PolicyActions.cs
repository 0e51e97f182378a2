using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Keeps and shows scaling policies.</summary>
internal sealed class PolicyActions(Groups groups)
{
    public IEnumerable<XElement> Put(AwsCall call)
    {
        var name = call.Required("PolicyName");
        var region = groups.Region(call);
        groups.Change(call, group => group with
        {
            Policies = Quota.Policies.Check(group.Policies.SetItem(name, New(call, region, group, name)))
        });
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
        var (group, policy) = groups.ReadPolicy(call);
        groups.Change(call, group.Name, changing => changing with { Policies = changing.Policies.Remove(policy.Name) });
        return Answer.Nothing;
    }

    private static ScalingPolicy New(AwsCall call, Region region, ScalingGroup group, string name)
    {
        var (type, settings) = PolicyWire.Read(call);
        var old = group.Policies.GetValueOrDefault(name);
        return new ScalingPolicy(
            name,
            old?.Arn ?? region.Arn("autoscaling", $"scalingPolicy:{Guid.NewGuid()}:autoScalingGroupName/{group.Name}:policyName/{name}"),
            type,
            settings,
            [.. AlarmKinds(type, settings).Select(kind => Alarm(group, old, kind))]);
    }

    /// <summary>AWS makes two alarms for target tracking; the lower one only where the policy may scale in.</summary>
    private static IEnumerable<string> AlarmKinds(string type, ImmutableSortedDictionary<string, string> settings) =>
        type != PolicyWire.TargetTracking ? []
        : settings[$"{PolicyWire.Tracking}.DisableScaleIn"] == "true" ? ["AlarmHigh"]
        : ["AlarmHigh", "AlarmLow"];

    private static string Alarm(ScalingGroup group, ScalingPolicy? old, string kind)
    {
        var prefix = $"TargetTracking-{group.Name}-{kind}-";
        return old?.Alarms.Find(alarm => alarm.StartsWith(prefix, StringComparison.Ordinal)) ?? prefix + Guid.NewGuid();
    }

    private static IEnumerable<XElement> Members(Region region, ScalingGroup group, ScalingPolicy policy) =>
    [
        Answer.Value("AutoScalingGroupName", group.Name),
        Answer.Value("PolicyName", policy.Name),
        Answer.Value("PolicyARN", policy.Arn),
        Answer.Value("PolicyType", policy.Type),
        .. policy.Settings.Keys.Any(key => key.StartsWith("StepAdjustments", StringComparison.Ordinal)) ? [] : NoSteps,
        .. WireTree.Elements(policy.Settings),
        .. policy.Settings.ContainsKey("Enabled") ? Answer.Nothing : [Answer.Value("Enabled", true)],
        Alarms(region, policy)
    ];

    private static XElement[] NoSteps => [new XElement("StepAdjustments")];

    private static XElement Alarms(Region region, ScalingPolicy policy) => Answer.List("Alarms", policy.Alarms.Select(alarm => new[]
    {
        Answer.Value("AlarmName", alarm), Answer.Value("AlarmARN", region.Arn("cloudwatch", $"alarm:{alarm}"))
    }));
}
