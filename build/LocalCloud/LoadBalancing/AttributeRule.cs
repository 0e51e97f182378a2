using System.Globalization;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>What an attribute is at first, and what it may be set to.</summary>
/// <param name="First">The value that AWS gives it.</param>
/// <param name="Wanted">What it may be, as it goes on after "must be".</param>
/// <param name="Allows">Whether it may be set to a value.</param>
internal sealed record AttributeRule(string First, string Wanted, Predicate<string> Allows)
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static AttributeRule Flag(bool first) => first ? OneOf("true", "false") : OneOf("false", "true");

    /// <summary>One of some words, of which the first is the one at first.</summary>
    public static AttributeRule OneOf(params string[] words) =>
        new(words[0], $"one of '{string.Join("', '", words.Order(StringComparer.Ordinal))}'", words.Contains);

    /// <summary>A whole number; <paramref name="orElse"/> is a word that is possible besides.</summary>
    public static AttributeRule Number(string first, int least, int most, string? orElse = null) => new(
        first,
        $"between '{least}' and '{most}' inclusive{(orElse is null ? "" : $", or '{orElse}'")}",
        value => value == orElse || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most));

    /// <summary>Any text that does not begin like these.</summary>
    public static AttributeRule Text(params string[] reserved) => new(
        "",
        $"a text that does not begin with '{string.Join("', '", reserved)}'",
        value => !reserved.Any(beginning => value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)));
}
