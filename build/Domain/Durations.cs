using System.Globalization;

namespace Bundt.Domain;

/// <summary>Durations as people write them: <c>500ms</c>, <c>90s</c>, <c>10m</c>, <c>4h</c>, <c>90d</c>.</summary>
public static class Durations
{
    /// <summary>What is expected where something is none.</summary>
    public const string Expected = "a number and ms, s, m, h or d, such as 90s";

    private static readonly (string Unit, Func<double, TimeSpan> From)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds), ("s", TimeSpan.FromSeconds), ("m", TimeSpan.FromMinutes), ("h", TimeSpan.FromHours), ("d", TimeSpan.FromDays),
    ];

    /// <summary>One as people write it: in whole hours or minutes where it is, else in seconds.</summary>
    public static string Written(TimeSpan duration) =>
        duration > TimeSpan.Zero && duration.Ticks % TimeSpan.TicksPerHour == 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0}h")
        : duration > TimeSpan.Zero && duration.Ticks % TimeSpan.TicksPerMinute == 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0}m")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s");

    /// <summary>Reads one, or answers null.</summary>
    public static TimeSpan? TryParse(string text)
    {
        foreach (var (unit, from) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return from(number);
        }

        return null;
    }
}
