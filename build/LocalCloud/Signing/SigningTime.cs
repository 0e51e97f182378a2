using System.Globalization;

namespace Bundt.LocalCloud.Signing;

/// <summary>The time of signing. Source: "Elements of an AWS API request signature", IAM User Guide.</summary>
internal static class SigningTime
{
    private const string Basic = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly string[] Formats = [Basic, "R", "ddd, dd MMM yyyy HH:mm:ss zzz"];

    /// <summary>How far the time of signing may be from the server's, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <summary>Reads ISO 8601's basic format, or the formats of the Date header (botocore writes <c>-0000</c> for <c>GMT</c>).</summary>
    public static DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>The time as it stands in the string to sign.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Basic, CultureInfo.InvariantCulture);
}
