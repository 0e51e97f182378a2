using System.Text.RegularExpressions;

namespace Bundt.Domain.Environments;

/// <summary>What the servers section of an environment file has to be: what AWS would refuse when the servers are there already.</summary>
internal static partial class ServerRules
{
    /// <summary>The most tags of a group's instances, less those that Bundt writes (EC2 user guide, tag restrictions: 50).</summary>
    private const int MostTags = 35;

    private static readonly string[] Adjustments = ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"];
    private static readonly string[] Aggregations = ["Average", "Minimum", "Maximum"];
    private static readonly string[] Statistics = ["Average", "Minimum", "Maximum", "SampleCount", "Sum"];
    private static readonly string[] Predefined = ["ASGAverageCPUUtilization", "ASGAverageNetworkIn", "ASGAverageNetworkOut"];

    // Auto Scaling API, EnableMetricsCollection.
    private static readonly string[] GroupMetrics =
    [
        "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupStandbyInstances",
        "GroupTerminatingInstances", "GroupTotalInstances", "GroupInServiceCapacity", "GroupPendingCapacity", "GroupStandbyCapacity",
        "GroupTerminatingCapacity", "GroupTotalCapacity", "WarmPoolDesiredCapacity", "WarmPoolWarmedCapacity", "WarmPoolPendingCapacity",
        "WarmPoolTerminatingCapacity", "WarmPoolTotalCapacity", "GroupAndWarmPoolDesiredCapacity", "GroupAndWarmPoolTotalCapacity",
    ];

    /// <summary>The rules of the section.</summary>
    public static IEnumerable<EnvironmentRule> Of(ServerSettings servers) =>
    [
        new("servers.min", servers.Min, servers.Min >= 1 && servers.Min <= servers.Max, $"1 to servers.max, which is {servers.Max}"),
        new("servers.desired", servers.Desired, servers.Desired >= servers.Min && servers.Desired <= servers.Max,
            $"servers.min to servers.max, which are {servers.Min} and {servers.Max}"),
        new("servers.subnets", string.Join(", ", servers.Subnets), servers.Subnets.Count > 0, "at least one subnet, by Name tag or id"),
        new("servers.securityGroups", string.Join(", ", servers.SecurityGroups), servers.SecurityGroups.Count > 0, "at least one security group, by name or id"),
        WholeSeconds("servers.healthGrace", servers.HealthGrace),
        new("servers.instanceTypes", string.Join(", ", servers.InstanceTypes), servers.InstanceTypes.Count == 0 || servers.Launch == LaunchKind.Template,
            "none with launch: configuration, which knows a single instance type"),
        Unique("servers.scaling", servers.Scaling.Select(policy => policy.Name)),
        .. servers.Scaling.SelectMany(Policy),
        Unique("servers.schedule", servers.Schedule.Select(action => action.Name)),
        .. servers.Schedule.SelectMany(action => Action(action, servers.Max)),
        .. servers.Metrics.Select(metric => new EnvironmentRule("servers.metrics", metric,
            GroupMetrics.Contains(metric) || (metric == ServerSettings.AllMetrics && servers.Metrics.Count == 1),
            $"'{ServerSettings.AllMetrics}' alone, or a group metric such as GroupInServiceInstances")),
        .. servers.Tags.SelectMany(Tag),
        new("servers.tags", servers.Tags.Count, servers.Tags.Count <= MostTags, $"{MostTags} tags at the most"),
    ];

    private static IEnumerable<EnvironmentRule> Policy(ScalingPolicy policy) => policy switch
    {
        TargetTracking { Custom: { } custom } tracking =>
        [
            Target(tracking),
            new("servers.scaling", custom.Statistic, Statistics.Contains(custom.Statistic), $"a statistic of the policy {policy.Name}'s metric: {Choice(Statistics)}"),
            new("servers.scaling", custom.Namespace, custom.Namespace.Length > 0 && custom.Metric.Length > 0, $"a namespace and a metric for the policy {policy.Name}"),
        ],
        TargetTracking tracking =>
        [
            Target(tracking),
            new("servers.scaling", tracking.Metric, Predefined.Contains(tracking.Metric),
                $"a predefined metric for the policy {policy.Name}, {Choice(Predefined)}, or a custom one (ALBRequestCountPerTarget belongs to one target group, and a server group may change its)"),
        ],
        StepScaling step =>
        [
            Adjustment(step.Name, step.AdjustmentType, step.Steps.Select(x => x.Adjustment)),
            new("servers.scaling", string.Join(", ", step.Steps), StepsFit(step.Steps), $"steps of the policy {policy.Name} that follow each other without a gap and have no end below or above the threshold"),
            new("servers.scaling", step.Aggregation, Aggregations.Contains(step.Aggregation), $"an aggregation for the policy {policy.Name}: {Choice(Aggregations)}"),
            WholeSeconds("servers.scaling", step.Warmup ?? TimeSpan.Zero),
        ],
        SimpleScaling simple =>
        [
            Adjustment(simple.Name, simple.AdjustmentType, [simple.Adjustment]),
            WholeSeconds("servers.scaling", simple.Cooldown ?? TimeSpan.Zero),
        ],
        _ => [],
    };

    private static EnvironmentRule Target(TargetTracking policy) =>
        new("servers.scaling", policy.Target, policy.Target > 0, $"a target above 0 for the policy {policy.Name}");

    private static EnvironmentRule Adjustment(string policy, string type, IEnumerable<int> adjustments) =>
        Adjustments.Contains(type)
            ? new("servers.scaling", string.Join(", ", adjustments), type != "ExactCapacity" || adjustments.All(number => number >= 0), $"no fewer than 0 servers for the policy {policy}")
            : new("servers.scaling", type, false, $"an adjustmentType for the policy {policy}: {Choice(Adjustments)}");

    // As the API reference of StepAdjustment says: no overlap, no gap, one open end each way at the most, and no end short of the threshold's.
    private static bool StepsFit(IReadOnlyList<ScalingStep> steps)
    {
        var ordered = steps.OrderBy(step => step.Lower ?? double.NegativeInfinity).ToList();
        return ordered is [var first, ..] && ordered[^1] is var last && first.Lower is null or >= 0 && last.Upper is null or <= 0
            && ordered.All(step => step.Lower is null || step.Upper is null || step.Lower < step.Upper)
            && ordered.Zip(ordered.Skip(1)).All(pair => pair.First.Upper is { } upper && upper == pair.Second.Lower);
    }

    private static IEnumerable<EnvironmentRule> Action(ScheduledAction action, int max) =>
    [
        new("servers.schedule", action.Name, action.Name.Length > 0 && action.Name != Names.Deadline, $"a name other than {Names.Deadline}, which is Bundt's own"),
        new("servers.schedule", action.Recurrence, CronExpression.IsOne(action.Recurrence), $"the five fields of a crontab for {action.Name}, such as '0 8 * * MON-FRI'"),
        new("servers.schedule", action.TimeZone, Zone().IsMatch(action.TimeZone), $"a time zone such as Europe/Berlin for {action.Name}"),
        new("servers.schedule", $"min {action.Min}, max {action.Max}, desired {action.Desired}", Sizes(action) is { Count: > 0 } sizes && sizes.SequenceEqual(sizes.Order()) && sizes[0] >= 0 && sizes[^1] <= max,
            $"0 ≤ min ≤ desired ≤ max ≤ servers.max, which is {max}, and at least one of them for {action.Name}"),
    ];

    private static List<int> Sizes(ScheduledAction action) => [.. new[] { action.Min, action.Desired, action.Max }.OfType<int>()];

    private static IEnumerable<EnvironmentRule> Tag(KeyValuePair<string, string> tag) =>
    [
        new("servers.tags", tag.Key, tag.Key.Length is >= 1 and <= 128 && tag.Key != "Name" && !ReservedTag().IsMatch(tag.Key), "a key of 1 to 128 characters that is not Name and does not begin with aws: or bundt:"),
        new("servers.tags", tag.Value, tag.Value.Length <= 256, $"a value of 256 characters at the most for {tag.Key}"),
    ];

    private static EnvironmentRule Unique(string key, IEnumerable<string> names)
    {
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return new(key, twice, twice is null, "a name that no other has");
    }

    private static EnvironmentRule WholeSeconds(string key, TimeSpan value) => new(key, value, value.Ticks % TimeSpan.TicksPerSecond == 0, "whole seconds");

    private static string Choice(string[] words) => $"one of {string.Join(", ", words)}";

    [GeneratedRegex(@"\A(aws|bundt):", RegexOptions.IgnoreCase)]
    private static partial Regex ReservedTag();

    [GeneratedRegex(@"\A(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})\z")]
    private static partial Regex Zone();
}
