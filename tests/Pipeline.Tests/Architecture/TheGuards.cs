using System.Diagnostics;
using System.Globalization;

namespace Bundt.Pipeline.Tests.Architecture;

/// <summary>The patches that remove one guard of a rule each; <c>scripts/guards.sh</c> demands that their tests then fail.</summary>
public sealed class TheGuards
{
    private static readonly string[] Headers = ["Rule", "Project", "Test", "Removes"];

    public static IEnumerable<TheoryDataRow<string>> All =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "tests", "Guards"), "*.guard").Order().Select(file => new TheoryDataRow<string>(Path.GetFileName(file)));

    [Fact]
    public void Should_Be_There_For_Each_Rule() => All.Select(guard => Number(guard.Data)).Distinct().ShouldBe(TheRules.Numbers);

    [Theory]
    [MemberData(nameof(All))]
    public void Should_Name_A_Test_Of_Their_Rule(string guard)
    {
        var header = Header(guard);
        header.Keys.ShouldBe(Headers);
        header["Rule"].ShouldBe($"{Number(guard)}");
        header["Test"].ShouldContain($"Rule_{Number(guard):00}_");

        var names = header["Test"].Split('.');
        var (types, method) = (names[..^1], names[^1]);
        House.Sources("tests", header["Project"]).Select(File.ReadAllText).ShouldContain(source =>
            (source.Contains($" void {method}(") || source.Contains($" Task {method}(")) && types.All(type => source.Contains($" class {type}")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Should_Apply(string guard)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["apply", "--check", Path.Combine(House.Root, "tests", "Guards", guard)])
        {
            WorkingDirectory = House.Root,
            RedirectStandardError = true,
        })!;
        var told = await git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);

        git.ExitCode.ShouldBe(0, told);
    }

    private static int Number(string guard) => int.Parse(guard.AsSpan(0, 2), CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Header(string guard) => File.ReadLines(Path.Combine(House.Root, "tests", "Guards", guard))
        .TakeWhile(line => line.Length > 0).Select(line => line.Split(": ", 2)).ToDictionary(line => line[0], line => line[1]);
}
