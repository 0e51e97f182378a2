using Amazon.AutoScaling.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using ScalingPolicy = Bundt.Domain.Environments.ScalingPolicy;

namespace Bundt.Cloud.Servers;

/// <summary>The scaling policies, metrics and team's tags of an Auto Scaling group.</summary>
internal sealed class GroupFittings(AwsClients aws)
{
    /// <summary>How often group metrics are collected; AWS knows no other (Auto Scaling API, EnableMetricsCollection).</summary>
    private const string Granularity = "1Minute";

    /// <summary>What a group has.</summary>
    public async Task<Fittings> Read(ServerGroup group) => new(await Policies(group.Name), group.Metrics, group.Tags);

    /// <summary>Adds what it lacks; a policy or tag of that name is set once, however often this is called.</summary>
    public async Task Add(string group, Fittings missing)
    {
        foreach (var policy in missing.Policies)
            await aws.Call($"put the scaling policy {policy.Name} on {group}", () => aws.AutoScaling.PutScalingPolicyAsync(Request(group, policy)));
        if (missing.Metrics.Count > 0)
        {
            await aws.Call($"collect metrics of {group}", () => aws.AutoScaling.EnableMetricsCollectionAsync(new()
            {
                AutoScalingGroupName = group,
                Granularity = Granularity,
                Metrics = missing.Metrics.Contains(ServerSettings.AllMetrics) ? null : [.. missing.Metrics],
            }));
        }

        if (missing.Tags.Count > 0)
            await aws.Call($"tag {group}", () => aws.AutoScaling.CreateOrUpdateTagsAsync(new() { Tags = [.. missing.Tags.Select(tag => GroupTag.Of(group, tag.Key, tag.Value))] }));
    }

    private async Task<IReadOnlyList<ScalingPolicy>> Policies(string group)
    {
        var policies = new List<ScalingPolicy>();
        string? next = null;
        do
        {
            var page = await aws.Call($"list the scaling policies of {group}", () =>
                aws.AutoScaling.DescribePoliciesAsync(new DescribePoliciesRequest { AutoScalingGroupName = group, NextToken = next }));
            policies.AddRange((page.ScalingPolicies ?? []).Select(Policy));
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return policies;
    }

    private static PutScalingPolicyRequest Request(string group, ScalingPolicy policy)
    {
        var request = new PutScalingPolicyRequest { AutoScalingGroupName = group, PolicyName = policy.Name };
        switch (policy)
        {
            case TargetTracking tracking:
                request.PolicyType = "TargetTrackingScaling";
                request.TargetTrackingConfiguration = new()
                {
                    PredefinedMetricSpecification = tracking.Custom is null ? new() { PredefinedMetricType = tracking.Metric } : null,
                    CustomizedMetricSpecification = tracking.Custom is { } custom ? Metric(custom) : null,
                    TargetValue = tracking.Target,
                };
                break;
            case StepScaling step:
                request.PolicyType = "StepScaling";
                request.AdjustmentType = step.AdjustmentType;
                request.MetricAggregationType = step.Aggregation;
                request.EstimatedInstanceWarmup = Seconds(step.Warmup);
                request.StepAdjustments =
                    [.. step.Steps.Select(x => new StepAdjustment { MetricIntervalLowerBound = x.Lower, MetricIntervalUpperBound = x.Upper, ScalingAdjustment = x.Adjustment })];
                break;
            case SimpleScaling simple:
                request.PolicyType = "SimpleScaling";
                request.AdjustmentType = simple.AdjustmentType;
                request.ScalingAdjustment = simple.Adjustment;
                request.Cooldown = Seconds(simple.Cooldown);
                break;
        }

        return request;
    }

    private static ScalingPolicy Policy(Amazon.AutoScaling.Model.ScalingPolicy policy) => policy.PolicyType switch
    {
        "TargetTrackingScaling" => new TargetTracking
        {
            Name = policy.PolicyName,
            Metric = policy.TargetTrackingConfiguration.PredefinedMetricSpecification?.PredefinedMetricType?.Value ?? "",
            Custom = policy.TargetTrackingConfiguration.CustomizedMetricSpecification is { } custom ? Metric(custom) : null,
            Target = policy.TargetTrackingConfiguration.TargetValue ?? 0,
        },
        "StepScaling" => new StepScaling
        {
            Name = policy.PolicyName,
            AdjustmentType = policy.AdjustmentType,
            Aggregation = policy.MetricAggregationType,
            Warmup = Span(policy.EstimatedInstanceWarmup),
            Steps =
            [
                .. (policy.StepAdjustments ?? []).Select(x => new ScalingStep { Lower = x.MetricIntervalLowerBound, Upper = x.MetricIntervalUpperBound, Adjustment = x.ScalingAdjustment ?? 0 }),
            ],
        },
        "SimpleScaling" => new SimpleScaling
        {
            Name = policy.PolicyName,
            AdjustmentType = policy.AdjustmentType,
            Adjustment = policy.ScalingAdjustment ?? 0,
            Cooldown = Span(policy.Cooldown),
        },
        // No file can want one; it is shown by the name of its kind.
        var other => new SimpleScaling { Name = policy.PolicyName, AdjustmentType = other, Adjustment = 0 },
    };

    private static CustomizedMetricSpecification Metric(CustomMetric metric) => new()
    {
        Namespace = metric.Namespace,
        MetricName = metric.Metric,
        Statistic = metric.Statistic,
        Dimensions = [.. metric.Dimensions.Select(pair => new MetricDimension { Name = pair.Key, Value = pair.Value })],
    };

    private static CustomMetric Metric(CustomizedMetricSpecification metric) => new()
    {
        Namespace = metric.Namespace,
        Metric = metric.MetricName,
        Statistic = metric.Statistic?.Value ?? "",
        Dimensions = (metric.Dimensions ?? []).ToDictionary(pair => pair.Name, pair => pair.Value),
    };

    private static int? Seconds(TimeSpan? span) => span is { } some ? (int)some.TotalSeconds : null;

    private static TimeSpan? Span(int? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;
}
