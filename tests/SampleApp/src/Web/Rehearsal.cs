namespace Web;

/// <summary>
/// Faults to rehearse a release with, committed in <c>rehearsal.json</c> like any other mistake. They show on servers only,
/// where a release was baked in: the application's own tests do not catch them, as with the mistakes that matter.
/// </summary>
/// <param name="StartSeconds">Seconds that the program takes before it listens.</param>
/// <param name="Unhealthy">Whether <c>/health</c> answers 503.</param>
/// <param name="ErrorsAfterSeconds">Seconds after the start from which <c>/</c> and <c>/version</c> answer 500; null for never.</param>
/// <param name="Version">The version to claim instead of the true one; null for the true one.</param>
/// <param name="PageAfterSeconds">Seconds after the start until which <c>/</c> answers 503, while all else is well; null for none.</param>
public sealed record Rehearsal(double StartSeconds = 0, bool Unhealthy = false, double? ErrorsAfterSeconds = null, string? Version = null, double? PageAfterSeconds = null)
{
    /// <summary>Reads the faults from <paramref name="home"/>; none where nothing was released.</summary>
    public static Rehearsal Read(string home, Release release) =>
        release == Release.Unreleased
            ? new Rehearsal()
            : JsonFile.Read(Path.Combine(home, "rehearsal.json"), Json.Default.Rehearsal) ?? new Rehearsal();
}
