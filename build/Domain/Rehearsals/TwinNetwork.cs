using Bundt.Domain.Environments;

namespace Bundt.Domain.Rehearsals;

/// <summary>What a network has beyond the names in an environment file.</summary>
/// <param name="TargetGroups">The settings of the two target groups.</param>
/// <param name="Zones">The zone of each subnet, in the order of the file; none where that does not matter.</param>
public sealed record TwinNetwork(BlueGreen<TargetGroupSettings> TargetGroups, IReadOnlyList<string> Zones)
{
    /// <summary>The one of the local environment.</summary>
    public static TwinNetwork Local { get; } = new(new() { Blue = TargetGroupSettings.Local, Green = TargetGroupSettings.Local }, []);

    /// <summary>The shortest deregistration delay, in seconds.</summary>
    public int Delay => Math.Min(TargetGroups.Blue.Delay, TargetGroups.Green.Delay);

    /// <summary>The same at a quicker pace.</summary>
    /// <param name="factor">What the times are divided by.</param>
    public TwinNetwork Faster(double factor) => this with { TargetGroups = new() { Blue = TargetGroups.Blue.Faster(factor), Green = TargetGroups.Green.Faster(factor) } };

    /// <summary>In what a twin's network is not as production's, each as a sentence.</summary>
    /// <param name="production">Production's; null where it could not be read.</param>
    /// <param name="twin">The twin's.</param>
    public static IReadOnlyList<string> Differences(TwinNetwork? production, TwinNetwork twin) => production is null
        ? [$"production's target groups could not be read; the twin's are asked {twin.TargetGroups.Blue}"]
        : production.TargetGroups.Blue == production.TargetGroups.Green ? [.. Difference("its target groups are", production.TargetGroups.Blue, twin.TargetGroups.Blue)]
        : [.. Difference("its blue target group is", production.TargetGroups.Blue, twin.TargetGroups.Blue), .. Difference("its green target group is", production.TargetGroups.Green, twin.TargetGroups.Green)];

    private static IEnumerable<string> Difference(string what, TargetGroupSettings before, TargetGroupSettings after) => before == after ? [] : [$"{what} asked {after}, instead of {before}"];
}
