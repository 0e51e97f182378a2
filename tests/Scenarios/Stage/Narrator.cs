using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Scenarios.Stage;

/// <summary>Tells on the console what happens, while it happens.</summary>
internal static partial class Narrator
{
    private static readonly Stopwatch Clock = Stopwatch.StartNew();

    public static void Tell(string word, string what) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Clock.Elapsed.TotalSeconds,6:0.0} s  {word,-6} {what}"));

    /// <summary>What Bundt said, without the headings and the table of times that Cake puts around it, and without what Packer said.</summary>
    public static void Quote(string text)
    {
        foreach (var line in text.Split('\n').Where(line => !Frame().IsMatch(line)))
            Console.WriteLine($"                  {line.TrimEnd()}");
    }

    [GeneratedRegex(@"^(\s*|-+|=+|[A-Z][A-Za-z]+|Task +Duration.*|.*\d\d:\d\d:\d\d\.\d{7}.*| +\| .*)\r?$")]
    private static partial Regex Frame();
}
