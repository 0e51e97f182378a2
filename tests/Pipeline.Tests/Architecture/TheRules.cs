using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Pipeline.Tests.Architecture;

public sealed partial class TheRules
{
    private static readonly int[] Guarded = [1, 2, 3, 4, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 24, 25, 26, 27, 29, 31];

    /// <summary>A rule of the design is only as good as the test that bears its number, as in <c>Rule_12_…</c>.</summary>
    [Fact]
    public void Should_Each_Be_Guarded_By_A_Test_Named_After_It() => House.Sources("tests")
        .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)))
        .Intersect(Guarded).Order().ShouldBe(Guarded);

    [GeneratedRegex("""\b(class|void|Task) Rule_(?<number>[0-9]+)_""")]
    private static partial Regex Named();
}
