using System.Globalization;

namespace Bundt.LocalCloud.Wire;

/// <summary>Times as AWS writes them.</summary>
internal static class AwsTime
{
    /// <summary>The time in UTC, with milliseconds.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
