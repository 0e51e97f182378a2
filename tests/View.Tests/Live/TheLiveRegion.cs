using Bundt.View.Live;
using CsCheck;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bundt.View.Tests.Live;

public sealed class TheLiveRegion : IDisposable
{
    private readonly AScreen _screen = new(40) { NewLine = "\n" };
    private readonly LiveRegion _region;
    private string[] _picture = ["── Release ──", "▶ Deploy 2 s"];

    public TheLiveRegion() => _region = new(_screen, () => (_screen.Columns, 24));

    public void Dispose()
    {
        _region.Dispose();
        _screen.Dispose();
    }

    [Fact]
    public void Should_Keep_The_Picture_Below_What_Is_Written()
    {
        _region.WriteLine("Test      passed");
        _region.Show(Draw);
        _region.WriteLine("Tag       v1.0.0");

        _screen.Rows.ShouldBe(["Test      passed", "Tag       v1.0.0", .. _picture]);
    }

    [Fact]
    public void Should_Change_The_Picture_In_Its_Place()
    {
        _region.Show(Draw);
        _picture = ["▶ Swap"];
        _region.Redraw();

        _screen.Rows.ShouldBe(["▶ Swap"]);
    }

    [Fact]
    public void Should_Write_Nothing_When_Nothing_Changed()
    {
        _region.Show(Draw);
        var before = _screen.Writes;

        _region.Redraw();

        _screen.Writes.ShouldBe(before);
    }

    [Fact]
    public void Should_Make_Each_Change_In_One_Write_That_Clears_Nothing_First()
    {
        _region.Show(Draw);
        _ = _screen.Rows;
        var before = _screen.Writes;
        _picture = ["▶ Swap", "two", "three"];

        _region.WriteLine("Deploy    done");

        (_screen.Writes - before).ShouldBe(1);
        _screen.ToString().ShouldNotContain("\e[2J");
        _screen.ToString().IndexOf("\e[J", StringComparison.Ordinal).ShouldBeGreaterThan(_screen.ToString().IndexOf("three", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_Leave_The_Line_Of_A_Question_Alone_Until_It_Is_Answered()
    {
        _region.Show(Draw);
        _region.Write("Move live traffic? [y/N] ");
        _region.Redraw();
        _screen.Rows.ShouldBe(["Move live traffic? [y/N]"]);

        _region.WriteLine("");

        _screen.Rows.ShouldBe(["Move live traffic? [y/N]", .. _picture]);
    }

    [Fact]
    public void Should_Leave_Nothing_Of_The_Picture()
    {
        _region.WriteLine("Swap      is live");
        _region.Show(Draw);
        _region.Dispose();
        _region.WriteLine("Release   is live");

        _screen.Rows.ShouldBe(["Swap      is live", "Release   is live"]);
    }

    [Fact]
    public void Should_Go_On_Without_A_Picture_That_Cannot_Be_Drawn()
    {
        _region.Show(Draw);
        _region.Show((_, _) => throw new InvalidOperationException("No."));
        _region.WriteLine("Swap      is live");

        _screen.Rows.ShouldBe(["Swap      is live"]);
    }

    [Fact]
    public void Should_Take_No_More_Than_Half_Of_The_Screen()
    {
        _picture = [.. Enumerable.Range(1, 50).Select(number => $"line {number}")];

        _region.Show(Draw);

        _screen.Rows.ShouldBe(_picture.Take(12));
    }

    [Fact]
    public void Should_Fit_A_Terminal_That_Has_Become_Narrower_Or_Wider()
    {
        _picture = [new string('x', 39)];
        _region.Show(Draw);
        _screen.Rows.ShouldBe([new string('x', 39)]);

        foreach (var columns in new[] { 60, 25 })
        {
            _screen.Columns = columns;
            _picture = [new string('y', columns - 1)];
            _region.Redraw();
            _screen.Rows[^1].ShouldBe(_picture[0]);
        }
    }

    [Fact]
    public void Should_Show_All_That_Was_Written_And_The_Last_Picture_Whatever_Happens() =>
        (from lines in Gen.String[Gen.Char["abc ✓"], 0, 90].Array[0, 12]
         from pictures in Gen.String[Gen.Char['a', 'z'], 1, 39].Array[1, 6].Array[lines.Length]
         select (lines, pictures)).Sample(drawn =>
         {
             using var screen = new AScreen(40);
             using var region = new LiveRegion(screen, () => (40, 24));
             string[] picture = ["first"];
             region.Show((_, _) => Rows(picture));
             for (var number = 0; number < drawn.lines.Length; number++)
             {
                 picture = drawn.pictures[number];
                 region.WriteLine(drawn.lines[number]);
                 region.Redraw();
             }

             IEnumerable<string> wanted = [.. drawn.lines.SelectMany(Broken), .. picture];
             screen.Rows.ShouldBe(wanted.Select(row => row.TrimEnd()));
         });

    private static IEnumerable<string> Broken(string line) => line.Length == 0 ? [""] : line.Chunk(40).Select(part => new string(part));

    private static Rows Rows(IEnumerable<string> lines) => new(lines.Select(IRenderable (line) => new Text(line)));

    private IRenderable Draw(int width, int height) => Rows(_picture);
}
