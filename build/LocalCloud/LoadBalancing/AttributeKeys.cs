using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.LoadBalancing.Actions;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>
/// The attributes of load balancers and target groups, with the values that AWS sets at first.
/// Source: LoadBalancerAttribute and TargetGroupAttribute, ELBv2 API reference.
/// </summary>
internal static class AttributeKeys
{
    public const string DeregistrationDelay = "deregistration_delay.timeout_seconds";
    public const string IdleTimeout = "idle_timeout.timeout_seconds";
    public const string DeletionProtection = "deletion_protection.enabled";
    public const string SlowStart = "slow_start.duration_seconds";
    public const string Sticky = "stickiness.enabled";
    public const string StickyFor = "stickiness.lb_cookie.duration_seconds";
    public const string Algorithm = "load_balancing.algorithm.type";

    /// <summary>Those of Application Load Balancers.</summary>
    public static readonly ImmutableSortedDictionary<string, string> OfLoadBalancers = new Dictionary<string, string>
    {
        ["access_logs.s3.enabled"] = "false",
        ["access_logs.s3.bucket"] = "",
        ["access_logs.s3.prefix"] = "",
        ["client_keep_alive.seconds"] = "3600",
        ["connection_logs.s3.enabled"] = "false",
        ["connection_logs.s3.bucket"] = "",
        ["connection_logs.s3.prefix"] = "",
        [DeletionProtection] = "false",
        [IdleTimeout] = "60",
        ["load_balancing.cross_zone.enabled"] = "true",
        ["routing.http.desync_mitigation_mode"] = "defensive",
        ["routing.http.drop_invalid_header_fields.enabled"] = "false",
        ["routing.http.preserve_host_header.enabled"] = "false",
        ["routing.http.x_amzn_tls_version_and_cipher_suite.enabled"] = "false",
        ["routing.http.xff_client_port.enabled"] = "false",
        ["routing.http.xff_header_processing.mode"] = "append",
        ["routing.http2.enabled"] = "true",
        ["waf.fail_open.enabled"] = "false",
        ["zonal_shift.config.enabled"] = "false",
    }.ToImmutableSortedDictionary();

    /// <summary>Those of target groups of instances.</summary>
    public static readonly ImmutableSortedDictionary<string, string> OfTargetGroups = new Dictionary<string, string>
    {
        [DeregistrationDelay] = "300",
        [Algorithm] = "round_robin",
        ["load_balancing.algorithm.anomaly_mitigation"] = "off",
        ["load_balancing.cross_zone.enabled"] = "use_load_balancer_configuration",
        [SlowStart] = "0",
        [Sticky] = "false",
        ["stickiness.type"] = "lb_cookie",
        [StickyFor] = "86400",
        ["stickiness.app_cookie.cookie_name"] = "",
        ["stickiness.app_cookie.duration_seconds"] = "86400",
        ["target_group_health.dns_failover.minimum_healthy_targets.count"] = "1",
        ["target_group_health.dns_failover.minimum_healthy_targets.percentage"] = "off",
        ["target_group_health.unhealthy_state_routing.minimum_healthy_targets.count"] = "1",
        ["target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage"] = "off",
    }.ToImmutableSortedDictionary();

    private static readonly Dictionary<string, (int Least, int Most)> Ranges = new()
    {
        [DeregistrationDelay] = (0, 3600),
        [IdleTimeout] = (1, 4000),
        [StickyFor] = (1, 604_800),
        ["stickiness.app_cookie.duration_seconds"] = (1, 604_800),
        [SlowStart] = (0, 900),
        ["client_keep_alive.seconds"] = (60, 604_800),
    };

    /// <summary>The attributes that a call sets.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>: none is set, there is no such attribute, or its value is out of range.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Read(AwsCall call, IReadOnlyDictionary<string, string> known, string owner)
    {
        call.Demand("Attributes");
        return call.Structures("Attributes").Select(attribute =>
        {
            var (key, value) = (attribute.Required("Key"), attribute["Value"] ?? "");
            if (!known.ContainsKey(key))
                throw new AwsError("ValidationError", $"{owner} attribute key '{key}' is not recognized");
            if (Ranges.TryGetValue(key, out var range) && !(int.TryParse(value, out var number) && number >= range.Least
                && number <= range.Most && (key != SlowStart || number is 0 or >= 30)))
                throw new AwsError("ValidationError",
                    $"'{key}' must be between '{range.Least}' and '{range.Most}' inclusive, not '{value}'");
            if (known[key] is "true" or "false" && value is not ("true" or "false"))
                throw new AwsError("ValidationError", $"'{key}' must be one of 'true' or 'false', not '{value}'");
            return KeyValuePair.Create(key, value);
        }).ToList();
    }

    /// <summary>All attributes, as set or as they are at first.</summary>
    public static XElement Show(ImmutableSortedDictionary<string, string> known, IReadOnlyDictionary<string, string> set) =>
        Answer.Members("Attributes", known.Select(attribute => Answer.Member(
            new XElement("Key", attribute.Key), new XElement("Value", set.GetValueOrDefault(attribute.Key) ?? attribute.Value))));
}
