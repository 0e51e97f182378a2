using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Faults;

/// <summary>
/// Eventual consistency: a call sees what there was a while ago. Source: "Ensuring idempotency" and "Eventual consistency in the Amazon EC2
/// API", Amazon EC2 Developer Guide: after RunInstances a DescribeInstances may not find the instance yet, and calls that name it are
/// answered as though it were not there.
/// </summary>
internal sealed class Staleness(CallStrikes strikes, ArmedFaults armed, Cloud cloud, Past past)
{
    /// <summary>Answers a call by what it sees.</summary>
    /// <exception cref="AwsError">A call that changes something names what is not to be found yet.</exception>
    public Task<IEnumerable<XElement>> Answer(Exchange exchange, AwsCall call, Func<Task<IEnumerable<XElement>>> answer)
    {
        if (!armed.Any(FaultKind.NotFound) && !armed.Any(FaultKind.StaleListing))
            return answer();
        var now = cloud.Read(call.Region);
        Region Then(ArmedFault fault) => past.Region(call.Region, fault.Fault.Seconds);

        AwsError? missing = null;
        if (strikes.Strike(FaultKind.NotFound, exchange, fault => (missing = Naming.Missing(call, now, Then(fault))) is not null) is { } blind)
            return RecordedCall.Writes(call.Action) ? throw missing! : cloud.Seeing(Then(blind), answer);
        if (!RecordedCall.Writes(call.Action)
            && strikes.Strike(FaultKind.StaleListing, exchange, fault => !ReferenceEquals(now, Then(fault))) is { } stale)
            return cloud.Seeing(Then(stale), answer);
        return answer();
    }
}
