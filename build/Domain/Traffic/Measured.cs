namespace Bundt.Domain.Traffic;

/// <summary>How long something took when it was done last.</summary>
/// <param name="Took">How long.</param>
/// <param name="InThisRun">Whether this run has done it; else an earlier one of the environment.</param>
public sealed record Measured(TimeSpan Took, bool InThisRun)
{
    /// <summary>Both, one after the other; null where one of them was never measured.</summary>
    public static Measured? Sum(Measured? first, Measured? second) =>
        (first, second) is ({ } one, { } other) ? new(one.Took + other.Took, one.InThisRun && other.InThisRun) : null;
}
