namespace Bundt.Domain.Rehearsals;

/// <summary>A phase of a rehearsal, as it went.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Begun">When it began, from the beginning of the rehearsal.</param>
/// <param name="Took">How long it took.</param>
public sealed record RehearsedPhase(PhaseKind Kind, TimeSpan Begun, TimeSpan Took)
{
    /// <summary>The version that was live before, as it answers; or null.</summary>
    public string? From { get; init; }

    /// <summary>The version that is live afterwards.</summary>
    public required string To { get; init; }

    /// <summary>How many healthy servers all of live traffic needs meanwhile: by rule 16, the larger of the live group's minimum and desired size.</summary>
    public int Needed { get; init; }

    /// <summary>What it failed of, or null.</summary>
    public string? Error { get; init; }

    /// <summary>How many calls to AWS its run made.</summary>
    public int Calls { get; init; }

    /// <summary>When it was over.</summary>
    public TimeSpan Ended => Begun + Took;

    /// <summary>What it is called.</summary>
    public string Title => Kind switch
    {
        PhaseKind.First => $"release {To}, which is live in production",
        PhaseKind.Release => $"release {To}",
        PhaseKind.Warm => $"rollback to {To}, warm",
        PhaseKind.Forward => $"forward to {To} again",
        PhaseKind.Retire => $"the warm servers of {From} leave",
        PhaseKind.Cold => $"rollback to {To}, cold",
        PhaseKind.ScaleIn => "a server leaves under load",
        _ => "faults",
    };

    /// <summary>Whether live traffic moves in it.</summary>
    public bool Moves => Kind is PhaseKind.Release or PhaseKind.Warm or PhaseKind.Forward or PhaseKind.Cold;
}
