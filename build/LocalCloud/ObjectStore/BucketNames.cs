using System.Net;
using System.Text.RegularExpressions;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>What a bucket may be called. Source: "General purpose bucket naming rules", Amazon S3 User Guide.</summary>
internal static partial class BucketNames
{
    /// <summary>Whether a bucket may be called that.</summary>
    public static bool IsPossible(string name) =>
        Shape().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal) && !(name.Count(letter => letter == '.') == 3 && IPAddress.TryParse(name, out _));

    [GeneratedRegex(@"\A(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Shape();
}
