using System.Text.RegularExpressions;

namespace Bundt.Pipeline.Tests.Architecture;

public sealed partial class TheSource
{
    [Fact]
    public void Should_Have_One_Public_Type_A_File() => House.Sources("build")
        .Select(file => (File: House.Named(file), Types: PublicType().Count(File.ReadAllText(file))))
        .Where(found => found.Types > 1).ShouldBeEmpty();

    [Fact]
    public void Should_Have_Short_Files() => House.Sources("build")
        .Select(file => (File: House.Named(file), Lines: File.ReadLines(file).Count()))
        .Where(found => found.Lines > 250).ShouldBeEmpty();

    /// <summary>What waits beside <c>Poll</c> would have a clock, a pace and a deadline of its own. The local cloud is no run.</summary>
    [Fact]
    public void Rule_13_Should_Wait_In_One_Place() => House.Sources("build")
        .Where(file => !House.Named(file).StartsWith("build/LocalCloud/", StringComparison.Ordinal) && Wait().IsMatch(File.ReadAllText(file)))
        .Select(House.Named).ShouldBe(["build/Cloud/Poll.cs"]);

    [GeneratedRegex(@"\b(Task\.Delay|Thread\.Sleep|SpinWait|PeriodicTimer Every|new PeriodicTimer|CreateTimer)\b")]
    private static partial Regex Wait();

    [GeneratedRegex(@"^public [^=(;]*\b(class|record|struct|interface|enum|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
