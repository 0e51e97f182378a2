namespace Bundt.LocalCloud.Front;

/// <summary>
/// The patterns of rules: <c>*</c> is any number of characters, <c>?</c> is one, and a backslash before either means the character itself.
/// </summary>
internal static class Glob
{
    /// <summary>Whether the whole value is as the pattern says.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value, bool ignoreCase)
    {
        var (at, star, resume) = (0, -1, 0);
        for (var i = 0; i < value.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, resume) = (++at, i);
            else if (Takes(pattern, at, value[i], ignoreCase) is var taken and > 0)
                (at, i) = (at + taken, i + 1);
            else if (star >= 0)
                (at, i) = (star, ++resume);
            else
                return false;
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }

    /// <summary>How many characters of the pattern stand for this one; 0 when it does not fit.</summary>
    private static int Takes(ReadOnlySpan<char> pattern, int at, char letter, bool ignoreCase)
    {
        if (at >= pattern.Length)
            return 0;
        if (pattern[at] == '?')
            return 1;
        var escaped = pattern[at] == '\\' && at + 1 < pattern.Length && (pattern[at + 1] is '*' or '?') ? 1 : 0;
        var wanted = pattern[at + escaped];
        return wanted == letter || (ignoreCase && char.ToUpperInvariant(wanted) == char.ToUpperInvariant(letter)) ? 1 + escaped : 0;
    }
}
