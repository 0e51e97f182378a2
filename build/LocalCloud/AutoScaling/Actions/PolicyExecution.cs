using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Does what a simple or step scaling policy says, as its alarm would.</summary>
internal sealed class PolicyExecution(Groups groups)
{
    public IEnumerable<XElement> Execute(AwsCall call)
    {
        var (found, named) = groups.ReadPolicy(call);
        groups.Change(call, found.Name, group => group.Policies.TryGetValue(named.Name, out var policy) ? Executed(call, group, policy) : group);
        return Answer.Nothing;
    }

    private ScalingGroup Executed(AwsCall call, ScalingGroup group, ScalingPolicy policy)
    {
        var settings = PolicyWire.SettingsOf(policy);
        var adjustment = policy.Type switch
        {
            PolicyWire.Simple => OfSimple(call, group, settings),
            PolicyWire.Step => OfStep(call, settings),
            _ => throw Refusal.Invalid($"Policies of type {policy.Type} cannot be executed: {policy.Name}")
        };
        var change = new CapacityChange(
            settings["AdjustmentType"]!, settings.Number("MinAdjustmentMagnitude") ?? settings.Number("MinAdjustmentStep"));
        var desired = Math.Clamp(change.Apply(group.DesiredCapacity, adjustment), group.MinSize, group.MaxSize);
        return group.Desire(desired, $"a user request executed policy {policy.Name}", groups.Now);
    }

    private int OfSimple(AwsCall call, ScalingGroup group, AwsCall settings)
    {
        if (call.Has("MetricValue") || call.Has("BreachThreshold"))
            throw Refusal.Invalid($"MetricValue and BreachThreshold are not supported for policy type {PolicyWire.Simple}.");
        var cooldown = settings.Number("Cooldown") ?? group.DefaultCooldown;
        return call.Flag("HonorCooldown") == true && group.Cooling(groups.Now, cooldown) is { } activity
            ? throw Refusal.Cooling(activity)
            : settings.Number("ScalingAdjustment")!.Value;
    }

    private static int OfStep(AwsCall call, AwsCall settings)
    {
        if (call.Flag("HonorCooldown") == true)
            throw Refusal.Invalid($"HonorCooldown is not supported for policy type {PolicyWire.Step}.");
        if (PolicyWire.Real(call, "MetricValue") is not { } value || PolicyWire.Real(call, "BreachThreshold") is not { } threshold)
            throw Refusal.Invalid($"MetricValue and BreachThreshold are required for policy type {PolicyWire.Step}.");
        return PolicyWire.Steps(settings).FirstOrDefault(step => step.Holds(value - threshold)) is { } found
            ? found.Adjustment
            : throw Refusal.Invalid($"No step adjustment found for metric value {call["MetricValue"]} and breach threshold {call["BreachThreshold"]}");
    }
}
