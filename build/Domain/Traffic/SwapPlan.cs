using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>How live traffic moves to a server group.</summary>
/// <param name="Before">Live traffic as it was read; the swap is made only while it is still so.</param>
/// <param name="To">The target group that becomes live.</param>
/// <param name="Next">The group that becomes live.</param>
/// <param name="Previous">The group that is live now, or null in a first release.</param>
public sealed record SwapPlan(Routing Before, TargetGroup To, ServerGroup Next, ServerGroup? Previous)
{
    /// <summary>Whether live traffic already goes there.</summary>
    public bool IsDone => Before.ForwardsTo(To);

    /// <summary>How many healthy servers must carry live traffic from the start of the swap to its end; 1 in a first release.</summary>
    public int Needed => Math.Max(1, Previous is null ? Next.Desired : Math.Max(Previous.Min, Previous.Desired));

    /// <summary>Plans the swap to a server group.</summary>
    /// <param name="fleet">The environment's groups and its live traffic.</param>
    /// <param name="next">The name of the group that is to become live.</param>
    /// <exception cref="Problem">There is no such group, it is not attached, has no servers, or has fewer than the live one.</exception>
    public static SwapPlan Plan(Fleet fleet, string next)
    {
        var group = fleet.Find(next) ?? throw new Problem($"There is no server group {next}.", "Live traffic is untouched.");
        var target = fleet.TargetGroupOf(group) ?? throw new Problem(
            $"{next} is attached to neither {fleet.Routing.Blue.Name} nor {fleet.Routing.Green.Name}.", "Live traffic is untouched.");
        if (group.Desired < 1)
            throw new Problem($"{next} has no servers.", "Live traffic is untouched.", "Run again: Deploy makes a group with servers.");
        var plan = new SwapPlan(fleet.Routing, target, group, target == fleet.Routing.Live ? null : fleet.Live);
        return plan.IsDone || group.Desired >= plan.Needed
            ? plan
            : throw new Problem(
                $"{next} has {group.Desired} servers, but {plan.Previous!.Name}, which is live, has {plan.Previous.Desired} by now.",
                "Live traffic is untouched.", "Run again: Deploy makes a group of the live one's size.");
    }
}
