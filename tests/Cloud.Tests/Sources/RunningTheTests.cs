using Bundt.Cloud.Sources;
using Bundt.Domain;

namespace Bundt.Cloud.Tests.Sources;

public sealed class RunningTheTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private readonly Folder _checkout = new();
    private readonly List<string> _said = [];

    public void Dispose() => _checkout.Dispose();

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

    // One that has ended stays as Z until somebody asks for its exit code.
    private static bool IsAlive(string process) =>
        File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1][0] != 'Z';

    private Task Run(string command) => Run(command, _ => { }, TestContext.Current.CancellationToken);

    private Task Run(string command, Action<string> line, CancellationToken cancellation) =>
        new OwnTests(() => Some.Environment with { Application = Some.Environment.Application with { Test = command } }).Run(_checkout.Path, Commit, text =>
        {
            _said.Add(text);
            line(text);
        }, cancellation);
}
