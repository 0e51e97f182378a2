using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Pipeline.Tests.Architecture;

public sealed partial class TheRules
{
    /// <summary>The numbers of the rules of the design.</summary>
    public static readonly int[] Numbers = [.. Enumerable.Range(1, 31)];

    /// <summary>A rule of the design is only as good as the test that bears its number, as in <c>Rule_12_…</c>.</summary>
    [Fact]
    public void Should_Each_Be_Guarded_By_A_Test_Named_After_It() => House.Sources("tests")
        .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)))
        .Intersect(Numbers).Order().ShouldBe(Numbers);

    [GeneratedRegex("""\b(class|void|Task) Rule_(?<number>[0-9]+)_""")]
    private static partial Regex Named();
}
