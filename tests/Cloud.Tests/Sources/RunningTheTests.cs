using Bundt.Cloud.Docker;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Cake.Core;
using NSubstitute;

namespace Bundt.Cloud.Tests.Sources;

public sealed class RunningTheTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private readonly Folder _checkout = new();
    private readonly Folder _run = new();
    private readonly List<string> _said = [];

    private string Results => _run.Below("test-results");

    public void Dispose()
    {
        _checkout.Dispose();
        _run.Dispose();
    }

    [Fact]
    public async Task Should_Pass_And_Tell_Every_Line()
    {
        _checkout.Script("test.sh", "echo one; echo two");

        await Run("./test.sh");

        _said.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Should_Tell_Errors_Too()
    {
        await Run("echo out; echo err >&2");

        _said.ShouldBe(["out", "err"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Give_It_No_Input_To_Wait_For()
    {
        await Run("cat; echo end of input");

        _said.ShouldBe(["end of input"]);
    }

    [Fact]
    public async Task Should_Fail_With_The_Exit_Code_And_The_Last_Lines()
    {
        var problem = await Should.ThrowAsync<Problem>(Run("seq 1 20; exit 7"));

        problem.What.ShouldContain("The tests of commit 0123456789 failed (seq 1 20; exit 7, exit code 7)");
        problem.What.ShouldContain("    9\n");
        problem.What.ShouldNotContain("    8\n");
        problem.State!.ShouldContain("Live traffic is untouched.");
    }

    [Fact]
    public async Task Should_End_It_With_Sigterm_And_Wait_Until_It_Has_Ended()
    {
        using var stop = new CancellationTokenSource();
        var tests = Run("trap 'echo cleaning up; exit 0' TERM; echo ready; while :; do sleep 0.05; done", line =>
        {
            if (line == "ready")
                stop.Cancel();
        }, stop.Token);

        await Should.ThrowAsync<OperationCanceledException>(tests);

        _said.ShouldContain("cleaning up");
    }

    [Fact]
    public async Task Should_End_What_They_Have_Started_Too()
    {
        using var stop = new CancellationTokenSource();
        var tests = Run("(trap '' TERM; exec >/dev/null 2>&1; while :; do sleep 0.05; done) & echo $!; wait", _ => stop.Cancel(), stop.Token);

        await Should.ThrowAsync<OperationCanceledException>(tests);

        SpinWait.SpinUntil(() => !IsAlive(_said[0]), TimeSpan.FromSeconds(5)).ShouldBeTrue("it ignores SIGTERM, but not SIGKILL");
    }

    [Fact]
    public async Task Should_Name_What_Failed_Long_Before_The_End()
    {
        var problem = await Should.ThrowAsync<Problem>(Run("echo 'FAIL prices are rounded'; seq 1 50; exit 1"));

        problem.What.ShouldContain("    FAIL prices are rounded\n    39\n");
    }

    [Fact]
    public async Task Should_Count_The_Results_And_Collect_Them()
    {
        _checkout.Write("TEST-old.xml", "<testsuite><testcase name='of the repository'><failure/></testcase></testsuite>");

        var tally = await Run("mkdir -p a/b && echo \"<testsuite><testcase name='x'/><testcase name='y'><skipped/></testcase></testsuite>\" >a/b/TEST-new.xml");

        tally.ShouldNotBeNull().ToString().ShouldBe("1 passed, 1 skipped");
        Directory.GetFiles(Results, "*", SearchOption.AllDirectories).ShouldBe([Path.Combine(Results, "a/b/TEST-new.xml")]);
    }

    [Fact]
    public async Task Should_Name_The_Tests_That_Failed_And_Say_Where_Their_Results_Are()
    {
        var problem = await Should.ThrowAsync<Problem>(Run(
            "echo \"<testsuite><testcase classname='Prices' name='rounds'><failure message='3, not 2'/></testcase><testcase name='y'/></testsuite>\" >TEST-all.xml; echo bye; exit 3"));

        problem.What.ShouldContain("exit code 3): 1 passed, 1 failed.\n    FAILED Prices.rounds: 3, not 2\n    bye");
        problem.Next!.ShouldContain(Results);
    }

    [Fact]
    public async Task Should_Leave_No_Folder_Where_There_Are_No_Results()
    {
        (await Run("true")).ShouldBeNull();

        Directory.Exists(Results).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_Not_Take_What_Results_Are_Linked_To()
    {
        var elsewhere = _run.Write("secret.xml", "<testsuite><testcase name='x'/></testsuite>");

        (await Run($"ln -s {elsewhere} TEST-a.xml; ln -s {_run.Path} test-results")).ShouldBeNull();

        Directory.Exists(Results).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_Say_Which_Results_It_Cannot_Read_And_Count_The_Others()
    {
        var tally = await Run("echo '<testsuite><testcase' >TEST-a.xml; echo '<testsuite><testcase/></testsuite>' >TEST-b.xml; echo '<settings/>' >TEST-c.xml");

        tally.ShouldNotBeNull().Passed.ShouldBe(1);
        _said.ShouldHaveSingleItem().ShouldStartWith("TEST-a.xml cannot be read, so it is not counted: ");
    }

    // One that has ended stays as Z until somebody asks for its exit code.
    private static bool IsAlive(string process) =>
        File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1][0] != 'Z';

    private Task<TestTally?> Run(string command) => Run(command, _ => { }, TestContext.Current.CancellationToken);

    private Task<TestTally?> Run(string command, Action<string> line, CancellationToken cancellation)
    {
        var environment = Some.Environment with { Application = Some.Environment.Application with { Test = command } };
        return new OwnTests(() => environment, new Containers(Substitute.For<ICakeContext>(), new Poll(TimeProvider.System))).Run(new(_checkout.Path, Commit, "run", Results), text =>
        {
            _said.Add(text);
            line(text);
        }, cancellation);
    }
}
