using Bundt.View.Reports;

namespace Bundt.View.Tests;

/// <summary>How a release is undone, as the last lines of its run say it.</summary>
public sealed class TheUndo
{
    private const string Back = "Receipt   back to v1.4.2: ./build.sh --target=Rollback --env=prod";

    [Fact]
    public void Should_Be_Said_Below_All_Else() => Said(SomeUndo.WhereAllIsThere).ShouldBe(
    [
        "Prune     nothing goes",
        "Release   web v1.5.0 is live in prod: http://lb/",
        Back,
        "            warm  about 0.4 s, then watched for 5 s; until 14:32 UTC: web-prod-v1-4-2-1 has 6 of 6 servers healthy (6 needed), its deadline action is set",
        "            cold  about 38 s once it is not warm any more: image ami-1 is available, needs neither Packer nor git",
    ]);

    [Fact]
    public void Should_Say_What_Is_Missing() => Said(SomeUndo.WhereTheImageIsGone)[2..].ShouldBe(
    [
        Back,
        "            warm  about 0.4 s, then watched for 5 s; for as long as it stays: web-prod-v1-4-2-1 has 6 of 6 servers healthy (6 needed), its deadline action is set",
        "            cold  ✗ image ami-1 is gone, and no server can be launched from it (launch template lt-1 version 3 is there)",
    ]);

    [Fact]
    public void Should_Say_That_Only_One_Way_Is_Left_And_That_Its_Time_Is_Of_Earlier_Runs() => Said(SomeUndo.WhereTheServersAreGone)[2..].ShouldBe(
    [
        Back,
        "            warm  ✗ web-prod-v1-4-2-1 has no servers any more; live has 6 servers",
        "            cold  about 41.3 s as in earlier runs: image ami-1 is available, needs neither Packer nor git",
    ]);

    [Fact]
    public void Should_Promise_No_Time_That_Nobody_Has_Measured() =>
        Said(SomeUndo.WhereNobodyHasMeasured)[3].ShouldStartWith("            warm  nobody has measured yet how long it takes, then watched for 5 s; until 14:32 UTC: ");

    [Fact]
    public void Should_Say_That_There_Is_Nothing_To_Go_Back_To() =>
        Said(SomeUndo.OfAFirstRelease)[2..].ShouldHaveSingleItem().ShouldStartWith("Receipt   nothing to go back to: web-prod-v1-0-0-1 replaced nothing. ");

    [Fact]
    public void Should_Be_Told_To_Whoever_Listens_As_It_Becomes_Known()
    {
        var (view, told) = (new ReleaseView(TextWriter.Null), new List<(string, string)>());
        view.Said += (step, text) => told.Add((step, text));

        view.Show(SomeUndo.WhereAllIsThere);

        told.Select(line => line.Item1).ShouldBe(["Receipt", "Receipt", "Receipt"]);
        told[2].Item2.ShouldStartWith("cold  about 38 s");
        view.Undo.ShouldBe(SomeUndo.WhereAllIsThere);
    }

    private static string[] Said(Undo undo)
    {
        var output = new StringWriter { NewLine = "\n" };
        var view = new ReleaseView(output);
        view.Conclude("Release", "web v1.5.0 is live in prod: http://lb/");
        view.Show(undo);
        view.Say("Prune", "nothing goes");
        view.Close();
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
