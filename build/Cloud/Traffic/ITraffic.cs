using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>Live traffic: the load balancer's live rule and its two target groups.</summary>
public interface ITraffic
{
    /// <summary>Reads where live traffic goes.</summary>
    /// <exception cref="Domain.Problem">The load balancer, listener, rule or a target group is not there.</exception>
    Task<Routing> Read();

    /// <summary>The load balancer's opinion of the servers in a target group.</summary>
    Task<IReadOnlyList<TargetHealth>> Health(TargetGroup target);

    /// <summary>
    /// Sends live traffic to a target group by one modification of the live rule, made only if it is still as it was read. Only the
    /// forward changes; other actions (authentication above all) stay.
    /// </summary>
    /// <param name="read">The rule as it was read.</param>
    /// <param name="target">The target group.</param>
    /// <param name="percent">How many percent of live traffic it gets; the other one of the two gets the rest, and is not in the rule without any.</param>
    /// <exception cref="Domain.Problem">The rule is no longer as it was read.</exception>
    Task Forward(Routing read, TargetGroup target, int percent = 100);

    /// <summary>Puts the exact actions back that the live rule had when it was read.</summary>
    Task Restore(Routing read);
}
