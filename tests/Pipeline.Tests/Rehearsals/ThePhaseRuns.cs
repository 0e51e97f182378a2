using Bundt.Cloud.Rehearsals;
using Bundt.Pipeline.Rehearsals;
using Bundt.Pipeline.Tests.Several;

namespace Bundt.Pipeline.Tests.Rehearsals;

/// <summary>The runs that a rehearsal consists of.</summary>
public sealed class ThePhaseRuns : AtWork
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly FakeRuns _runs = new();

    private TwinHome Twin => new(Context.Settings.Home, "prod");

    [Fact]
    public async Task Should_Run_In_The_Twins_Home_And_Tell_Of_Its_Steps_Alone()
    {
        _runs.Let("prod", 0,
        [
            "----------------------------------------", "Setup", "prod      Rollback", "Swap      shop-prod-v1-4-2-1 is live", "          | ==> a line of a program", "          a detail of a step",
            "Report    /somewhere/report.html", "Task                          Duration            Status",
        ]);

        (await Run("warm", "--target=Rollback")).ShouldBe((null, 0));

        _runs.Begun.ShouldBe([$"--target=Rollback --env=prod --home={Twin.Folder}"]);
        _output.ToString().ShouldBe("warm     | prod      Rollback\nwarm     | Swap      shop-prod-v1-4-2-1 is live\nwarm     |           a detail of a step\n");
        File.ReadAllLines(Path.Combine(Twin.Folder, "warm.log")).Length.ShouldBe(8);
    }

    [Fact]
    public async Task Should_Tell_What_It_Failed_Of()
    {
        _runs.Let("prod", 1, [], ["Error: Rollback: AWS refused.", "  Live traffic is untouched."]);

        (await Run("cold", "--target=Rollback")).Error.ShouldBe("Rollback: AWS refused.");
        _output.ToString().ShouldContain("Error: Rollback: AWS refused.");
    }

    [Fact]
    public async Task Should_Count_The_Calls_Of_That_Run_Alone()
    {
        Calls("before", 7);
        var gate = new TaskCompletionSource();
        var running = Run(new FakeRuns { Gate = gate }, "first", "--target=Release");
        Calls("run", 40);
        gate.SetResult();

        (await running).Calls.ShouldBe(41);
    }

    [Fact]
    public async Task Should_Begin_Nothing_Once_It_Is_To_Stop()
    {
        Stop();

        await Should.ThrowAsync<OperationCanceledException>(() => Run("first", "--target=Release"));

        _runs.Begun.ShouldBeEmpty();
    }

    private Task<(string? Error, int Calls)> Run(string speaker, string target) => Run(_runs, speaker, target);

    private async Task<(string? Error, int Calls)> Run(FakeRuns runs, string speaker, string target)
    {
        if (!Directory.Exists(Twin.Folder))
            Twin.Make();
        using var phases = new PhaseRuns(runs, Cancellation, new(_output), Twin, Context.Settings);
        return await phases.Run(speaker, target);
    }

    // As a run leaves them.
    private void Calls(string run, int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Twin.Folder, "artifacts", "prod", run));
        File.WriteAllText(Path.Combine(folder.FullName, "calls.json"), $$"""[{ "service": "ec2", "action": "DescribeImages", "count": {{count}} }, { "service": "sts", "action": "GetCallerIdentity", "count": 1 }]""");
    }
}
