using System.Globalization;
using Bundt.Scenarios.Load;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>What became of a trial.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Run">The run that something went wrong in.</param>
/// <param name="Again">The same command again; null when the first ended with 0.</param>
/// <param name="Load">What the requests meanwhile were answered with.</param>
/// <param name="Health">What was seen meanwhile of the target groups that live traffic went to.</param>
/// <param name="Short">How often they had too few healthy servers.</param>
/// <param name="Differences">How the end state differs from that of an undisturbed walk.</param>
internal sealed record TrialResult(
    Trial Trial, BundtRun Run, BundtRun? Again, LoadReport Load, IReadOnlyList<HealthSample> Health, int Short, IReadOnlyList<string> Differences)
{
    public const string Head = "| | what goes wrong | run | again | s | requests | failed | looks | short | end |\n|---|---|---|---|---|---|---|---|---|---|";

    // What nobody should ever have to read.
    private static readonly string[] Unfit = ["Unhandled exception", "A task was canceled", "   at Bundt.", "NullReferenceException"];

    /// <summary>What is wrong with it, in words.</summary>
    public IReadOnlyList<string> Complaints =>
    [
        .. Trial.Ends.Contains(Run.ExitCode) ? [] : new[] { $"exit code {Run.ExitCode}" },
        .. Run.ExitCode != 1 || Run.Output.Contains("ive traffic", StringComparison.Ordinal) ? [] : new[] { "it does not say what live traffic is like" },
        .. Unfit.Where(text => Run.Output.Contains(text, StringComparison.Ordinal)).Select(text => $"it says: {text}"),
        .. Again is null or { ExitCode: 0 } ? [] : new[] { $"exit code {Again.ExitCode} when done again" },
        .. Trial.IsNoticed ? [] : Load.Failures,
        .. Trial.IsNoticed || Short == 0 ? [] : new[] { $"{Short} of {Health.Count} looks saw too few healthy servers" },
        .. Again is not null && Trial.Again.Count > 0 ? [] : Differences,
    ];

    public bool IsGood => Complaints.Count == 0;

    /// <summary>As a row of a table.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"| {Trial.Number} | {Trial} | {Run.ExitCode} | {Again?.ExitCode} | {Took:0} | {Load.Sent} | {Missed} | {Health.Count} | {Short} | {End} |");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Trial.Number} {Trial}: exit code {Run.ExitCode}{(Again is null ? "" : $", then {Again.ExitCode}")}; {Missed} of {Load.Sent} requests failed; {Short} of {Health.Count} looks short; {End}");

    private string End => Differences.Count == 0 ? IsGood ? "the same" : "the same, but" : IsGood ? "another group" : $"{Differences.Count} lines differ";

    private string Missed => string.Create(CultureInfo.InvariantCulture, $"{Load.Failed}{(Load.Failed > 1 ? $" within {Load.Outage.TotalSeconds:0.0} s" : "")}");

    private double Took => (Run.Took + (Again?.Took ?? TimeSpan.Zero)).TotalSeconds;
}
