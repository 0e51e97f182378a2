using System.Collections.Immutable;
using System.Globalization;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Reads scaling policies, and checks them as the API reference of PutScalingPolicy says.</summary>
internal static class PolicyWire
{
    public const string Simple = "SimpleScaling";
    public const string Step = "StepScaling";
    public const string TargetTracking = "TargetTrackingScaling";
    public const string Predictive = "PredictiveScaling";
    public const string Tracking = "TargetTrackingConfiguration";
    private const string Forecast = "PredictiveScalingConfiguration";
    private const string PerTarget = "ALBRequestCountPerTarget";

    private static readonly string[] Metrics = ["ASGAverageCPUUtilization", "ASGAverageNetworkIn", "ASGAverageNetworkOut", PerTarget];

    /// <summary>The settings, and the kinds of policy that have them.</summary>
    private static readonly Dictionary<string, string[]> Settings = new()
    {
        ["Enabled"] = [Simple, Step, TargetTracking, Predictive],
        ["AdjustmentType"] = [Simple, Step],
        ["MinAdjustmentStep"] = [Simple, Step],
        ["MinAdjustmentMagnitude"] = [Simple, Step],
        ["ScalingAdjustment"] = [Simple],
        ["Cooldown"] = [Simple],
        ["StepAdjustments"] = [Step],
        ["MetricAggregationType"] = [Step],
        ["EstimatedInstanceWarmup"] = [Step, TargetTracking],
        [Tracking] = [TargetTracking],
        [Forecast] = [Predictive]
    };

    /// <summary>The kind of policy that a call describes, and its settings with what AWS adds to them.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static (string Type, ImmutableSortedDictionary<string, string> Settings) Read(AwsCall call)
    {
        var type = call["PolicyType"] is { Length: > 0 } given ? given : Simple;
        if (type is not (Simple or Step or TargetTracking or Predictive))
            throw Refusal.Invalid($"Policy type {type} is not valid.");
        if (Settings.Keys.FirstOrDefault(name => call.Has(name) && !Settings[name].Contains(type)) is { } foreign)
            throw Refusal.Invalid($"{foreign} is not supported for policy type {type}.");
        var settings = WireTree.Take(call, [.. Settings.Keys]);
        return (type, type switch
        {
            TargetTracking => CheckTracking(call, settings),
            Predictive => CheckForecast(call, settings),
            _ => CheckAdjustment(call, type, settings)
        });
    }

    /// <summary>A policy's settings as a call, to read them by name.</summary>
    public static AwsCall SettingsOf(ScalingPolicy policy) => new("autoscaling", "", "", policy.Settings);

    /// <summary>The ranges of a step scaling policy.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static IReadOnlyList<StepAdjustment> Steps(AwsCall settings) =>
    [
        .. settings.Structures("StepAdjustments").Select(step =>
        {
            step.Required("ScalingAdjustment");
            return new StepAdjustment(
                Real(step, "MetricIntervalLowerBound"), Real(step, "MetricIntervalUpperBound"), step.Number("ScalingAdjustment")!.Value);
        })
    ];

    /// <summary>A number with a fraction, or null when it was not sent.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static double? Real(AwsCall call, string name) => call[name] is not { Length: > 0 } text ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Refusal.Invalid($"Value '{text}' for parameter {name} is not a number");

    private static ImmutableSortedDictionary<string, string> CheckAdjustment(
        AwsCall call, string type, ImmutableSortedDictionary<string, string> settings)
    {
        Demand(call, type, type == Step ? "StepAdjustments" : "ScalingAdjustment", "AdjustmentType");
        var kind = call["AdjustmentType"]!;
        if (!CapacityChange.Types.Contains(kind))
            throw Refusal.Invalid($"Adjustment type {kind} is not valid. Valid adjustment types are: {string.Join(", ", CapacityChange.Types)}");
        if (kind != CapacityChange.Percent && (call.Has("MinAdjustmentMagnitude") || call.Has("MinAdjustmentStep")))
            throw Refusal.Invalid($"MinAdjustmentMagnitude is only supported for adjustment type {CapacityChange.Percent}.");
        var steps = Steps(call);
        if (kind == "ExactCapacity" && (call.Number("ScalingAdjustment") < 0 || steps.Any(step => step.Adjustment < 0)))
            throw Refusal.Invalid("ScalingAdjustment must not be negative for adjustment type ExactCapacity.");
        if (StepAdjustment.Fault(steps) is { } fault)
            throw Refusal.Invalid(fault);
        if (type == Simple)
            return settings;
        var aggregation = call["MetricAggregationType"] is { Length: > 0 } given ? given : "Average";
        return aggregation is "Minimum" or "Maximum" or "Average"
            ? settings.SetItem("MetricAggregationType", aggregation)
            : throw Refusal.Invalid($"Metric aggregation type {aggregation} is not valid.");
    }

    private static ImmutableSortedDictionary<string, string> CheckTracking(AwsCall call, ImmutableSortedDictionary<string, string> settings)
    {
        Demand(call, TargetTracking, Tracking);
        var configuration = call.Structure(Tracking);
        configuration.Required("TargetValue");
        Real(configuration, "TargetValue");
        if (configuration.Has("PredefinedMetricSpecification") == configuration.Has("CustomizedMetricSpecification"))
            throw Refusal.Invalid("Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification is required.");
        var predefined = configuration.Structure("PredefinedMetricSpecification");
        if (predefined["PredefinedMetricType"] is { } metric && !Metrics.Contains(metric))
            throw Constraint.Unknown("targetTrackingConfiguration.predefinedMetricSpecification.predefinedMetricType", metric, Metrics);
        if (predefined["PredefinedMetricType"] == PerTarget && predefined["ResourceLabel"] is null)
            throw Refusal.Invalid($"ResourceLabel is required for the metric {PerTarget}.");
        return With(settings, $"{Tracking}.DisableScaleIn", "false");
    }

    private static ImmutableSortedDictionary<string, string> CheckForecast(AwsCall call, ImmutableSortedDictionary<string, string> settings)
    {
        Demand(call, Predictive, Forecast);
        call.Structure(Forecast).Demand("MetricSpecifications");
        return With(settings, $"{Forecast}.Mode", "ForecastOnly");
    }

    private static ImmutableSortedDictionary<string, string> With(ImmutableSortedDictionary<string, string> settings, string name, string usual) =>
        settings.ContainsKey(name) ? settings : settings.Add(name, usual);

    private static void Demand(AwsCall call, string type, params IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !call.Has(name)) is { } missing)
            throw Refusal.Invalid($"{missing} is required for policy type {type}.");
    }
}
