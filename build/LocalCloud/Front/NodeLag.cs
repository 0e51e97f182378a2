using System.Globalization;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>How much later than the first node of a load balancer its second one learns of a change.</summary>
internal sealed class NodeLag(ArmedFaults faults, TimeSpan usual)
{
    /// <summary>The usual lag is that of <c>LOCALCLOUD_NODE_LAG</c> (seconds), else 50 ms.</summary>
    public static NodeLag From(ArmedFaults faults, Func<string, string?> environment) => new(
        faults,
        double.TryParse(environment("LOCALCLOUD_NODE_LAG"), CultureInfo.InvariantCulture, out var seconds) && seconds >= 0
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromMilliseconds(50));

    /// <summary>The lag of a change that reaches a load balancer now: that of an armed fault, or the usual one.</summary>
    public TimeSpan Of(LoadBalancer balancer) =>
        faults.Strike(FaultKind.NodeLag, () => Subject.Of(balancer.Arn.Split(':')[3], balancer)) is { } struck
            ? TimeSpan.FromSeconds(struck.Fault.Seconds)
            : usual;
}
