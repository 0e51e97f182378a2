namespace Bundt.Domain.Runs;

/// <summary>What a run that wants the lease is to do about it.</summary>
public enum LeaseClaim
{
    /// <summary>Nobody has it: take it.</summary>
    Take,

    /// <summary>It is this run's own: an answer was lost.</summary>
    Hold,

    /// <summary>Take it from the run that let it expire, or that it is to be taken from by force.</summary>
    TakeOver,

    /// <summary>Another run holds it.</summary>
    Leave,
}
