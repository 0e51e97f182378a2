using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Tests.Architecture;

namespace Bundt.Pipeline.Tests.Entry;

/// <summary>The pages of the documentation are written from what Help shows. <c>BUNDT_WRITE_DOCS=1</c> writes them anew.</summary>
public sealed class TheGuide
{
    private static readonly string Docs = Path.Combine(House.Root, "build", "docs");

    public static TheoryData<string> Names => [.. Targets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_Have_A_Page_For_Each_Target(string target)
    {
        var (page, file) = (Guide.Pages().Single(page => page.Name == target), Path.Combine(Docs, $"{target}.md"));
        Written(file, page.ToMarkdown());

        page.Examples.ShouldNotBeEmpty();
        File.ReadAllText(file).ShouldBe(page.ToMarkdown(), "BUNDT_WRITE_DOCS=1 with this test writes the pages anew");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_Give_Examples_That_Are_Understood(string target)
    {
        foreach (var (command, _) in Guide.Pages().Single(page => page.Name == target).Examples)
            CommandLine.Read([.. command.Replace("\"", "", StringComparison.Ordinal).Split(" --").Skip(1).Select(argument => $"--{argument}")], Targets.Names).Targets.ShouldBe([target]);
    }

    [Fact]
    public void Should_Have_No_Page_Of_A_Target_That_Is_Gone() =>
        Directory.GetFiles(Docs).Select(Path.GetFileNameWithoutExtension).Except(["README"]).ShouldBe(Targets.Names, ignoreOrder: true);

    [Fact]
    public void Should_List_All_Pages()
    {
        var list = string.Join('\n',
        [
            "# Targets", "", "`./build.sh --target=TARGET --env=NAME`, and what each does; `./build.sh --target=Help` shows the same on a terminal.", "", "| target | does |", "|---|---|",
            .. Guide.Pages().Select(page => $"| [{page.Name}]({page.Name}.md) | {page.Does} |"), "",
            "Exit code 0: done, or nothing to do. 1: not done; the last lines say what failed, how things are now and what to do next.", "",
        ]);
        Written(Path.Combine(Docs, "README.md"), list);

        File.ReadAllText(Path.Combine(Docs, "README.md")).ShouldBe(list, "BUNDT_WRITE_DOCS=1 with this test writes the pages anew");
    }

    private static void Written(string file, string text)
    {
        if (Environment.GetEnvironmentVariable("BUNDT_WRITE_DOCS") != "1")
            return;
        Directory.CreateDirectory(Docs);
        File.WriteAllText(file, text);
    }
}
