using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Reads target groups from a call, as such and as traffic sources of the kind <c>elbv2</c>.</summary>
internal static class TargetGroupWire
{
    private const int MostInACall = 10;

    /// <summary>Refuses a call that has to name some, in the one way that its action knows, and does not, or names more than ten.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static void Demand(AwsCall call)
    {
        var list = call.Action.EndsWith("TrafficSources", StringComparison.Ordinal) ? "TrafficSources" : "TargetGroupARNs";
        call.Demand(list);
        if (Named(call) is { Count: > MostInACall } arns)
            throw Constraint.Longer(char.ToLowerInvariant(list[0]) + list[1..], arns, MostInACall);
    }

    /// <summary>The ARNs, without repetition.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> for other kinds of traffic sources, and where there is no such target group.</exception>
    public static IReadOnlyList<string> Read(AwsCall call, Region region)
    {
        var arns = Named(call);
        return arns.All(region.TargetGroups.ContainsKey)
            ? arns
            : throw Refusal.Invalid("Provided Target Groups may not be valid. Please ensure they exist and try again.");
    }

    /// <summary>The ARNs, whether or not the target groups still exist.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> for other kinds of traffic sources.</exception>
    public static IReadOnlyList<string> Named(AwsCall call)
    {
        var sources = call.Structures("TrafficSources");
        if (sources.FirstOrDefault(source => source["Type"] is { Length: > 0 } and not "elbv2") is { } other)
            throw Refusal.Invalid($"The traffic source type {other["Type"]} is not available here: use elbv2");
        return [.. call.List("TargetGroupARNs").Concat(sources.Select(source => source.Required("Identifier"))).Distinct()];
    }
}
