using System.Globalization;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Domain.Rehearsals;

namespace Bundt.Cloud.Local;

/// <summary>The attributes of a target group that decide how its servers come and go (ELBv2 API, TargetGroupAttribute).</summary>
internal static class TargetGroupAttributes
{
    private const string Delay = "deregistration_delay.timeout_seconds";
    private const string SlowStart = "slow_start.duration_seconds";
    private const string Algorithm = "load_balancing.algorithm.type";

    /// <summary>Those of settings.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(TargetGroupSettings settings) =>
    [
        new(Delay, settings.Delay.ToString(CultureInfo.InvariantCulture)), new(Algorithm, settings.Algorithm),
        // Only one of the algorithms knows a slow start, and not to have one is no attribute of the others.
        .. settings.SlowStart > 0 ? new[] { new KeyValuePair<string, string>(SlowStart, settings.SlowStart.ToString(CultureInfo.InvariantCulture)) } : [],
    ];

    /// <summary>Settings as AWS describes them.</summary>
    public static TargetGroupSettings Read(TargetGroup group, IEnumerable<TargetGroupAttribute> attributes)
    {
        var values = attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
        var local = TargetGroupSettings.Local;
        return new()
        {
            Path = group.HealthCheckPath ?? local.Path,
            Port = group.HealthCheckPort ?? local.Port,
            Matcher = group.Matcher?.HttpCode ?? local.Matcher,
            Interval = group.HealthCheckIntervalSeconds ?? local.Interval,
            Timeout = group.HealthCheckTimeoutSeconds ?? local.Timeout,
            Up = group.HealthyThresholdCount ?? local.Up,
            Down = group.UnhealthyThresholdCount ?? local.Down,
            Delay = Number(Delay) ?? local.Delay,
            SlowStart = Number(SlowStart) ?? local.SlowStart,
            Algorithm = values.GetValueOrDefault(Algorithm) ?? local.Algorithm,
        };

        int? Number(string key) => int.TryParse(values.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
