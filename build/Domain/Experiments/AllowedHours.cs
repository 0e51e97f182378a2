using System.Globalization;

namespace Bundt.Domain.Experiments;

/// <summary>The hours and days on which something may be done, by the clocks of a time zone. A night that goes past midnight belongs to the day on which it begins.</summary>
public static class AllowedHours
{
    private const string Midnight = "24:00";
    private static readonly string[] Week = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Whether it may be done at a time.</summary>
    /// <param name="hours">From and to, such as <c>09:00-17:00</c>; the end is outside.</param>
    /// <param name="days">Days such as <c>MON-FRI</c>; null for all.</param>
    /// <param name="zone">The time zone, by its name in the IANA database.</param>
    /// <param name="time">The time.</param>
    public static bool Allow(string hours, string? days, string zone, DateTimeOffset time)
    {
        var there = TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var (from, to) = Span(hours)!.Value;
        var of = there.TimeOfDay;
        return from < to ? from <= of && of < to && Includes(days, there.DayOfWeek)
            : (of >= from && Includes(days, there.DayOfWeek)) || (of < to && Includes(days, there.AddDays(-1).DayOfWeek));
    }

    /// <summary>Whether a text is from and to.</summary>
    public static bool IsSpan(string hours) => Span(hours) is not null;

    /// <summary>Whether a text names days; nothing is all of them.</summary>
    public static bool AreDays(string? days) => days is null || days.Split(',').All(part => Range(part).Any());

    private static (TimeSpan From, TimeSpan To)? Span(string hours) =>
        hours.Split('-') is [var from, var to] && Time(from) is { } begins && Time(to) is { } ends && begins != ends && begins < TimeSpan.FromDays(1) ? (begins, ends) : null;

    private static TimeSpan? Time(string text) => text == Midnight ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;

    private static bool Includes(string? days, DayOfWeek day) => days is null || days.Split(',').SelectMany(Range).Contains((int)day);

    // FRI-MON goes past the end of the week. Nothing where it is no range of days.
    private static IEnumerable<int> Range(string text)
    {
        var ends = text.Split('-').Select(day => Array.IndexOf(Week, day)).ToList();
        return ends.Count > 2 || ends.Contains(-1) ? []
            : Enumerable.Range(ends[0], 1 + ((ends[^1] - ends[0] + Week.Length) % Week.Length)).Select(day => day % Week.Length);
    }
}
