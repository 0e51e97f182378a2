namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>What a story found of one claim about an operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Claim">What AWS documents.</param>
/// <param name="Failure">Why it is not so, or null.</param>
/// <param name="Known">The deviation that explains it, or null.</param>
internal sealed record Finding(string Operation, string Claim, string? Failure, Deviation? Known)
{
    /// <summary>The reason to fail: a claim that does not hold, or a deviation that is no longer there.</summary>
    public string? Problem => Known is null ? Failure
        : Failure is null ? $"this holds now: remove it from the known deviations ({Known.Instead})"
        : Failure.Contains(Known.Sign, StringComparison.Ordinal) ? null
        : $"deviates otherwise than is known ({Known.Sign}): {Failure}";
}
