using System.IO.Enumeration;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The patterns of filters: <c>*</c> is any number of characters, <c>?</c> is one.</summary>
internal static class Wildcards
{
    /// <summary>Whether the value is there and one of the patterns matches it.</summary>
    public static bool Match(IReadOnlyList<string> patterns, string? value) =>
        value is not null && patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: false));
}
