namespace Bundt.LocalCloud.AutoScaling;

/// <summary>
/// What a simple or step scaling policy makes of a capacity (Amazon EC2 Auto Scaling user guide, "Step and simple scaling policies",
/// "Scaling adjustment types").
/// </summary>
/// <param name="Type">One of <see cref="Types"/>.</param>
/// <param name="LeastChange">With a percentage the fewest instances to change by, or null.</param>
public sealed record CapacityChange(string Type, int? LeastChange)
{
    /// <summary>By a number of instances, to a number of instances, by a percentage of the instances.</summary>
    public static IReadOnlyList<string> Types { get; } = ["ChangeInCapacity", "ExactCapacity", Percent];

    /// <summary>The adjustment type that counts percents.</summary>
    public const string Percent = "PercentChangeInCapacity";

    /// <summary>The capacity that follows, not yet bounded by the group's sizes.</summary>
    /// <param name="capacity">The capacity so far.</param>
    /// <param name="adjustment">The policy's number.</param>
    public int Apply(int capacity, int adjustment) => Type switch
    {
        "ChangeInCapacity" => capacity + adjustment,
        "ExactCapacity" => adjustment,
        _ => capacity + Whole(capacity * adjustment / 100m)
    };

    /// <summary>Fractions are cut off, but a change of less than one instance is a change of one.</summary>
    private int Whole(decimal change)
    {
        if (change == 0)
            return 0;
        var size = Math.Max(Math.Max(1, (int)Math.Abs(change)), LeastChange ?? 0);
        return change < 0 ? -size : size;
    }
}
