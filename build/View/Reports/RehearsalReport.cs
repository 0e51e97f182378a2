using Bundt.Domain.Rehearsals;

namespace Bundt.View.Reports;

/// <summary>A rehearsal as what is left of it: a page for people, and the same for scripts.</summary>
public static class RehearsalReport
{
    /// <summary>The page; it fetches and runs nothing.</summary>
    public static string ToHtml(Rehearsal rehearsal) => new RehearsalPage(rehearsal).ToString();

    /// <summary>The same as JSON.</summary>
    public static string ToJson(Rehearsal rehearsal) => RehearsalData.Of(rehearsal).ToJson();
}
