using System.Globalization;

namespace Bundt.Scenarios.Campaigns;

/// <summary>What became of a run that was killed, and of the same command again.</summary>
/// <param name="Point">Where it was killed.</param>
/// <param name="First">Its exit code.</param>
/// <param name="Second">That of the same command again.</param>
/// <param name="Took">Both together.</param>
/// <param name="Requests">How many requests arrived meanwhile.</param>
/// <param name="Failures">What went wrong with them, by kind.</param>
/// <param name="Looks">How often the health of live traffic's target groups was looked at.</param>
/// <param name="Short">How often they had too few healthy servers.</param>
/// <param name="Differences">How the end state differs from that of an undisturbed run.</param>
internal sealed record Crash(
    KillPoint Point, int First, int Second, TimeSpan Took, int Requests, IReadOnlyList<string> Failures, int Looks, int Short, IReadOnlyList<string> Differences)
{
    public const string Head = "| point | killed | run | again | s | requests | failed | looks | short | end |\n|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>Whether it was killed, the same command then worked, nobody noticed, and the end is the same.</summary>
    public bool IsGood => First == 137 && Second == 0 && Failures.Count == 0 && Short == 0 && Differences.Count == 0;

    /// <summary>As a row of a table.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"| {Point.Number} | {Point} | {First} | {Second} | {Took.TotalSeconds:0} | {Requests} | {Failures.Count} | {Looks} | {Short} | {(Differences.Count == 0 ? "same" : $"{Differences.Count} lines differ")} |");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Point.Number,3} {Point}: exit codes {First} and {Second}, {Requests} requests, {Failures.Count} kinds of failure, {Short} of {Looks} looks short, {(Differences.Count == 0 ? "the same end" : "another end")}");
}
