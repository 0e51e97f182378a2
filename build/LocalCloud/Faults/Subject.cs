using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Faults;

/// <summary>What a fault may strike now: a call, a launch, an instance or a load balancer.</summary>
public sealed record Subject
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The service and action of a call; empty for anything else.</summary>
    public (string Service, string Action) Call { get; init; } = ("", "");

    /// <summary>What whoever calls says it is (<c>User-Agent</c>); empty for anything else.</summary>
    public string Caller { get; init; } = "";

    /// <summary>The ids, ARNs and names that it is known by, or that it names.</summary>
    public IEnumerable<string> Names { get; init; } = [];

    /// <summary>Its tags, or those of what it names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The image, type and zone of an instance; empty for anything else.</summary>
    public (string Image, string Type, string Zone) Machine { get; init; } = ("", "", "");

    /// <summary>When an instance was launched (UTC).</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.MinValue;

    /// <summary>An instance.</summary>
    public static Subject Of(string region, Instance instance) => Of(region, instance.Launch, instance.Zone) with
    {
        Names = [instance.Id, new Region(region).Arn("ec2", $"instance/{instance.Id}"), instance.PrivateIp],
        Tags = instance.Tags,
        Since = instance.LaunchTime,
    };

    /// <summary>An instance that is yet to be.</summary>
    public static Subject Of(string region, InstanceLaunch launch, string zone) => new()
    {
        Region = region,
        Tags = launch.Tags,
        Machine = (launch.ImageId, launch.InstanceType, zone),
    };

    /// <summary>A load balancer.</summary>
    public static Subject Of(string region, LoadBalancer balancer) => new()
    {
        Region = region,
        Names = [balancer.Arn, balancer.Name],
        Tags = balancer.Tags,
    };

    /// <summary>Whether a fault is meant for it.</summary>
    public bool IsMeantBy(Fault fault) =>
        Like(fault.Region, Region)
        && (fault.Spares is null || !Like(fault.Spares, Caller))
        && Like(fault.Service, Call.Service) && Like(fault.Action, Call.Action)
        && Like(fault.Image, Machine.Image) && Like(fault.Type, Machine.Type) && Like(fault.Zone, Machine.Zone)
        && (fault.Resource is null || Names.Any(name => Like(fault.Resource, name)))
        && (fault.Tag is null || HasTag(fault.Tag.Split('=', 2)));

    /// <inheritdoc/>
    public override string ToString() => Call.Action.Length > 0 ? $"{Call.Service} {Call.Action}"
        : Names.FirstOrDefault() ?? $"a launch of {Machine.Image} as {Machine.Type} in {Machine.Zone}";

    private bool HasTag(string[] pattern) =>
        Tags.Any(tag => Like(pattern[0], tag.Key) && (pattern.Length == 1 || Like(pattern[1], tag.Value)));

    private static bool Like(string? pattern, string value) => pattern is null || Wildcards.Match([pattern], value);
}
