namespace Bundt.Domain.Checks;

/// <summary>What a look at one thing that a release needs has found.</summary>
/// <param name="Subject">The thing, as in "live rule".</param>
/// <param name="Severity">What it means.</param>
/// <param name="Found">What was found.</param>
/// <param name="Needed">What is needed; null where all is fine.</param>
/// <param name="Mend">The command, or the place in the environment file or AWS's console, that mends it; null where all is fine.</param>
public sealed record Finding(string Subject, Severity Severity, string Found, string? Needed = null, string? Mend = null)
{
    /// <summary>It is as it has to be.</summary>
    public static Finding Fine(string subject, string found) => new(subject, Severity.Fine, found);

    /// <summary>Without it a release fails, or is not safe.</summary>
    public static Finding Must(string subject, string found, string needed, string mend) => new(subject, Severity.Must, found, needed, mend);

    /// <summary>Without it a release works all the same.</summary>
    public static Finding Should(string subject, string found, string needed, string mend) => new(subject, Severity.Should, found, needed, mend);

    /// <summary>It could not be looked at.</summary>
    public static Finding Unknown(string subject, string why, string? mend = null) => new(subject, Severity.Unknown, why, Mend: mend);

    /// <summary>What is wrong, or else that all is fine.</summary>
    public static IEnumerable<Finding> OrFine(IReadOnlyCollection<Finding> wrong, string subject, string found) => wrong.Count > 0 ? wrong : [Fine(subject, found)];
}
