using System.Collections.Immutable;
using System.Globalization;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A target group of instances that answer HTTP.</summary>
public sealed record TargetGroup
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name, unique in the region.</summary>
    public required string Name { get; init; }

    /// <summary>The port of targets that were registered without one of their own.</summary>
    public required int Port { get; init; }

    /// <summary>The network whose instances it takes.</summary>
    public required string VpcId { get; init; }

    /// <summary>How its targets are checked.</summary>
    public HealthCheck HealthCheck { get; init; } = new();

    /// <summary>Its registered targets, draining ones included.</summary>
    public ImmutableList<Target> Targets { get; init; } = [];

    /// <summary>The attributes that were changed from what AWS sets at first.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The value of an attribute, as it was set or as AWS sets it at first.</summary>
    public string Attribute(string key) => Attributes.GetValueOrDefault(key) ?? AttributeKeys.OfTargetGroups[key].First;

    /// <summary>An attribute that counts seconds.</summary>
    public TimeSpan Seconds(string key) => TimeSpan.FromSeconds(int.Parse(Attribute(key), CultureInfo.InvariantCulture));

    /// <summary>The target group with one target changed; as it was when there is no such target.</summary>
    public TargetGroup With(string instanceId, int port, Func<Target, Target> change) =>
        Targets.FindIndex(target => target.InstanceId == instanceId && target.Port == port) is var index and >= 0
        && change(Targets[index]) is var changed && changed != Targets[index]
            ? this with { Targets = Targets.SetItem(index, changed) }
            : this;
}
