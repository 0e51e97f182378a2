using Microsoft.Extensions.Time.Testing;

namespace Bundt.Pipeline.Tests;

public sealed class TheEventLog : AtWork
{
    private readonly FakeTimeProvider _time = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Should_Hold_Each_Event_As_It_Happens()
    {
        using var log = new EventLog(Context.Settings);
        var journal = new Journal(_time, log);

        journal.Begin("Deploy");
        journal.Add("", "web-prod-v1-5-0-1 created");
        journal.Add(new("web to be healthy", _time.GetUtcNow(), TimeSpan.FromSeconds(1.23456), TimeSpan.FromMinutes(5), 2, "1 of 2", null));
        journal.Add(new("web to be healthy", _time.GetUtcNow(), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), 3, "1 of 2", true));
        journal.Add("Deploy", TimeSpan.FromSeconds(3), succeeded: true);

        Lines(Context).ShouldBe(
        [
            """{"at":"2026-03-02T09:00:00+00:00","event":"step-begun","step":"Deploy"}""",
            """{"at":"2026-03-02T09:00:00+00:00","event":"said","step":"Deploy","text":"web-prod-v1-5-0-1 created"}""",
            """{"at":"2026-03-02T09:00:00+00:00","event":"waiting","step":"Deploy","what":"web to be healthy","text":"1 of 2","seconds":1.235}""",
            """{"at":"2026-03-02T09:00:00+00:00","event":"wait-ended","step":"Deploy","what":"web to be healthy","text":"1 of 2","seconds":2,"succeeded":true}""",
            """{"at":"2026-03-02T09:00:00+00:00","event":"step-ended","step":"Deploy","seconds":3,"succeeded":true}""",
        ]);
    }

    [Fact]
    public void Should_Not_Be_There_For_A_Run_That_Only_Reads()
    {
        var context = With("--target=Status");
        using var log = new EventLog(context.Settings);

        new Journal(_time, log).Begin("Status");

        Directory.Exists(context.Artifacts).ShouldBeFalse();
    }

    [Fact]
    public void Should_Let_The_Run_Go_On_Where_It_Cannot_Be_Written()
    {
        File.WriteAllText(Path.Combine(Context.Settings.Home.Team, "artifacts"), "in the way");
        using var log = new EventLog(Context.Settings);

        Should.NotThrow(() => new Journal(_time, log).Begin("Deploy"));
        log.Durations().ShouldBeEmpty();
    }

    [Fact]
    public void Should_Tell_The_Middle_Duration_Of_Each_Target_In_The_Last_Five_Runs()
    {
        // The run of the sixth-last is too old, that of the last was killed in the middle of a line, and its Swap failed.
        double[] took = [900, 10, 20, 30, 40, 50];
        for (var number = 0; number < took.Length; number++)
            Earlier($"2026030{number}-090000-1-ci", Ended("Bake", took[number], succeeded: true), number == 5 ? Ended("Swap", 7, succeeded: false) : "", number == 5 ? "{\"at\":\"2026" : "");

        using var log = new EventLog(Context.Settings);

        log.Durations().ShouldBe([new("Bake", TimeSpan.FromSeconds(30))]);
    }

    private static string Ended(string step, double seconds, bool succeeded) => new RunEvent(default, RunEvent.StepEnded, step, Seconds: seconds, Succeeded: succeeded).ToJson();

    private static string[] Lines(ReleaseContext context) => File.ReadAllLines(Path.Combine(context.Artifacts, "events.jsonl"));

    private void Earlier(string run, params string[] lines)
    {
        var folder = Directory.CreateDirectory(Context.Settings.Home.Artifacts(Context.Environment, run));
        File.WriteAllLines(Path.Combine(folder.FullName, "events.jsonl"), lines.Where(line => line.Length > 0));
    }
}
