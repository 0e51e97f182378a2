using System.Collections.Immutable;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>
/// The attributes of Application Load Balancers, their listeners, and target groups of instances. Source: LoadBalancerAttribute,
/// ListenerAttribute and TargetGroupAttribute, ELBv2 API reference.
/// </summary>
internal static class AttributeKeys
{
    public const string DeletionProtection = "deletion_protection.enabled";
    public const string IdleTimeout = "idle_timeout.timeout_seconds";
    public const string DropInvalidHeaders = "routing.http.drop_invalid_header_fields.enabled";
    public const string PreserveHost = "routing.http.preserve_host_header.enabled";
    public const string ClientPort = "routing.http.xff_client_port.enabled";
    public const string ForwardedFor = "routing.http.xff_header_processing.mode";

    public const string DeregistrationDelay = "deregistration_delay.timeout_seconds";
    public const string SlowStart = "slow_start.duration_seconds";
    public const string Algorithm = "load_balancing.algorithm.type";
    public const string AnomalyMitigation = "load_balancing.algorithm.anomaly_mitigation";
    public const string Sticky = "stickiness.enabled";
    public const string StickinessType = "stickiness.type";
    public const string StickyFor = "stickiness.lb_cookie.duration_seconds";
    public const string AppCookie = "stickiness.app_cookie.cookie_name";
    public const string AppCookieFor = "stickiness.app_cookie.duration_seconds";
    public const string HealthyCount = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count";
    public const string HealthyPercentage = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage";

    public const string NamesServer = "routing.http.response.server.enabled";

    private const int Week = 604_800;

    /// <summary>Those of load balancers.</summary>
    public static readonly ImmutableSortedDictionary<string, AttributeRule> OfLoadBalancers = new Dictionary<string, AttributeRule>
    {
        ["access_logs.s3.enabled"] = AttributeRule.Flag(false),
        ["access_logs.s3.bucket"] = AttributeRule.Text(),
        ["access_logs.s3.prefix"] = AttributeRule.Text(),
        ["client_keep_alive.seconds"] = AttributeRule.Number("3600", 60, Week),
        ["connection_logs.s3.enabled"] = AttributeRule.Flag(false),
        ["connection_logs.s3.bucket"] = AttributeRule.Text(),
        ["connection_logs.s3.prefix"] = AttributeRule.Text(),
        [DeletionProtection] = AttributeRule.Flag(false),
        ["health_check_logs.s3.enabled"] = AttributeRule.Flag(false),
        ["health_check_logs.s3.bucket"] = AttributeRule.Text(),
        ["health_check_logs.s3.prefix"] = AttributeRule.Text(),
        [IdleTimeout] = AttributeRule.Number("60", 1, 4000),
        ["load_balancing.cross_zone.enabled"] = AttributeRule.OneOf("true"),
        ["routing.http.desync_mitigation_mode"] = AttributeRule.OneOf("defensive", "monitor", "strictest"),
        [DropInvalidHeaders] = AttributeRule.Flag(false),
        [PreserveHost] = AttributeRule.Flag(false),
        ["routing.http.x_amzn_tls_version_and_cipher_suite.enabled"] = AttributeRule.Flag(false),
        [ClientPort] = AttributeRule.Flag(false),
        [ForwardedFor] = AttributeRule.OneOf("append", "preserve", "remove"),
        ["routing.http2.enabled"] = AttributeRule.Flag(true),
        ["waf.fail_open.enabled"] = AttributeRule.Flag(false),
        ["zonal_shift.config.enabled"] = AttributeRule.Flag(false),
    }.ToImmutableSortedDictionary();

    /// <summary>Those of HTTP listeners: whether answers name the server, and headers that answers get.</summary>
    public static readonly ImmutableSortedDictionary<string, AttributeRule> OfListeners = new[]
    {
        "strict_transport_security", "access_control_allow_origin", "access_control_allow_methods", "access_control_allow_headers",
        "access_control_allow_credentials", "access_control_expose_headers", "access_control_max_age", "content_security_policy",
        "x_content_type_options", "x_frame_options",
    }.ToImmutableSortedDictionary(header => $"routing.http.response.{header}.header_value", _ => AttributeRule.Text())
        .Add(NamesServer, AttributeRule.Flag(true));

    /// <summary>Those of target groups.</summary>
    public static readonly ImmutableSortedDictionary<string, AttributeRule> OfTargetGroups = new Dictionary<string, AttributeRule>
    {
        [DeregistrationDelay] = AttributeRule.Number("300", 0, 3600),
        [Algorithm] = AttributeRule.OneOf("round_robin", "least_outstanding_requests", "weighted_random"),
        [AnomalyMitigation] = AttributeRule.OneOf("off", "on"),
        ["load_balancing.cross_zone.enabled"] = AttributeRule.OneOf("use_load_balancer_configuration", "true", "false"),
        [SlowStart] = AttributeRule.Number("0", 30, 900, orElse: "0"),
        [Sticky] = AttributeRule.Flag(false),
        [StickinessType] = AttributeRule.OneOf("lb_cookie", "app_cookie"),
        [StickyFor] = AttributeRule.Number("86400", 1, Week),
        [AppCookie] = AttributeRule.Text("AWSALB"),
        [AppCookieFor] = AttributeRule.Number("86400", 1, Week),
        ["target_group_health.dns_failover.minimum_healthy_targets.count"] = AttributeRule.Number("1", 1, Quotas.TargetsOfGroup, orElse: "off"),
        ["target_group_health.dns_failover.minimum_healthy_targets.percentage"] = AttributeRule.Number("off", 1, 100, orElse: "off"),
        [HealthyCount] = AttributeRule.Number("1", 1, Quotas.TargetsOfGroup),
        [HealthyPercentage] = AttributeRule.Number("off", 1, 100, orElse: "off"),
    }.ToImmutableSortedDictionary();
}
