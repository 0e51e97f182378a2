namespace Bundt.Domain.Environments;

/// <summary>A CloudWatch metric that a team publishes itself (Auto Scaling API, CustomizedMetricSpecification).</summary>
public sealed record CustomMetric
{
    /// <summary>Its namespace, such as <c>Shop</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its name, such as <c>QueuedOrdersPerServer</c>; it has to fall when servers are added.</summary>
    public required string Metric { get; init; }

    /// <summary>What is taken of it: <c>Average</c>, <c>Minimum</c>, <c>Maximum</c>, <c>SampleCount</c> or <c>Sum</c>.</summary>
    public string Statistic { get; init; } = "Average";

    /// <summary>
    /// Its dimensions. The group's own name cannot be among them: each deployment has another.
    /// </summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public override string ToString() =>
        $"{Statistic} of {Namespace}/{Metric} [{string.Join(", ", Dimensions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} = {pair.Value}"))}]";
}
