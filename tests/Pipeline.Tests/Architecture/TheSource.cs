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

    [GeneratedRegex(@"^public [^=(;]*\b(class|record|struct|interface|enum|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
