using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Faults;

/// <summary>Which faults strike a call, by what it is and what it names; each is noted with the call.</summary>
internal sealed class CallStrikes(ArmedFaults faults, Cloud cloud)
{
    /// <summary>The fault of that kind that strikes the call, noted with it, or null.</summary>
    public ArmedFault? Strike(FaultKind kind, Exchange exchange, Func<ArmedFault, bool>? when = null)
    {
        var struck = faults.Strike(kind, () => SubjectOf(exchange), when);
        if (struck is not null)
            exchange.Faults.Add(struck.Id);
        return struck;
    }

    private Subject SubjectOf(Exchange exchange)
    {
        var names = exchange.Parameters.Values.ToHashSet();
        var call = new AwsCall(exchange.Service, exchange.Action, exchange.Region, exchange.Parameters);
        return new Subject
        {
            Region = exchange.Region,
            Call = (exchange.Service, exchange.Action),
            Caller = exchange.Http.Request.Headers.UserAgent.ToString(),
            Names = names,
            Tags = Sent(call).Concat(Known(cloud.Read(exchange.Region), names)),
        };
    }

    /// <summary>The tags that the call gives to something.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Sent(AwsCall call) => call.Structures("TagSpecification")
        .SelectMany(specification => specification.Structures("Tag"))
        .Concat(call.Structures("Tag"))
        .Concat(call.Structures("Tags"))
        .Select(tag => KeyValuePair.Create(tag["Key"] ?? "", tag["Value"] ?? ""));

    /// <summary>The tags of what the call names.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Known(Region region, HashSet<string> names) => region.Tagged()
        .Where(known => names.Contains(known.Resource.Id))
        .SelectMany(known => known.Resource.Tags)
        .Concat(region.ScalingGroups.Values.Where(group => names.Contains(group.Name)).SelectMany(Of))
        .Concat(region.LoadBalancers.Values.Where(one => names.Contains(one.Arn) || names.Contains(one.Name)).SelectMany(one => one.Tags))
        .Concat(region.TargetGroups.Values.Where(one => names.Contains(one.Arn) || names.Contains(one.Name)).SelectMany(one => one.Tags));

    private static IEnumerable<KeyValuePair<string, string>> Of(ScalingGroup group) =>
        group.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value.Value));
}
