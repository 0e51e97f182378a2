namespace Bundt.Domain.Rehearsals;

/// <summary>Whether a rehearsal lets production be released to.</summary>
public static class RehearsalVerdict
{
    /// <summary>That it does not: all that it has found.</summary>
    /// <param name="rehearsal">The rehearsal.</param>
    /// <param name="report">Where its report is.</param>
    /// <returns>Null when it found nothing.</returns>
    public static Problem? Of(Rehearsal rehearsal, string report) => rehearsal.Findings.Count == 0 ? null : new Problem(
        $"The rehearsal found what would hurt {rehearsal.Environment}:{string.Concat(rehearsal.Findings.Select(finding => $"{Environment.NewLine}    - {finding}"))}",
        $"Nothing was changed in {rehearsal.Environment}: its live traffic is untouched.", $"Mend that, and rehearse again. The report: {report}");
}
