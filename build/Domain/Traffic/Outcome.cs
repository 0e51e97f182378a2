namespace Bundt.Domain.Traffic;

/// <summary>How a verification ended.</summary>
public enum Outcome
{
    /// <summary>Everything was as expected.</summary>
    Pass,

    /// <summary>Something answered wrongly.</summary>
    Fail,

    /// <summary>It could not be told.</summary>
    Inconclusive,
}
