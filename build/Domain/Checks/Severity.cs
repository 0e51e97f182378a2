namespace Bundt.Domain.Checks;

/// <summary>What a finding means for a release.</summary>
public enum Severity
{
    /// <summary>It is as it has to be.</summary>
    Fine,

    /// <summary>A release works, and something is worse than it should be.</summary>
    Should,

    /// <summary>A release fails, or is not safe.</summary>
    Must,

    /// <summary>It could not be looked at.</summary>
    Unknown,
}
