using Bundt.Cloud.Access;
using Bundt.Domain.Servers;
using Bundt.Pipeline.Steps;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class ThePicture : AtWork
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Journal _journal;
    private readonly Sightings _sightings;
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 1, on: Some.Blue) with { Servers = [new("i-1", "eu-west-1a", "InService", Healthy: true, Launched: Noon.AddHours(-3))] };
    private readonly ServerGroup _next = Some.Group("1.5.0", day: 2, on: Some.Green) with { Servers = [new("i-2", "eu-west-1b", "Pending", Healthy: true)] };

    public ThePicture() => (_journal, _sightings) = (new(_time) { Route = ["Test", "Deploy", "Swap"] }, new(_time));

    [Fact]
    public void Should_Show_Each_Target_As_Far_As_It_Has_Come()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        _journal.Add("Test", TimeSpan.FromSeconds(5), succeeded: true);
        _journal.Begin("Deploy");
        _journal.Release = "v1.5.0";
        _time.Advance(TimeSpan.FromSeconds(2));

        var picture = Taken();

        picture.Title.ShouldBe("Release v1.5.0 of shop to prod");
        picture.Elapsed.ShouldBe(TimeSpan.FromSeconds(7));
        picture.Remaining.ShouldBeNull();
        picture.Steps.ShouldBe([new("Test", TimeSpan.FromSeconds(5), true), new("Deploy", TimeSpan.FromSeconds(2), null), new("Swap", null, null)]);
    }

    [Theory]
    [InlineData(2, 15)]
    [InlineData(60, 5)]
    public void Should_Tell_What_Is_Left_After_Earlier_Runs(int elapsed, int left)
    {
        var folder = Directory.CreateDirectory(Context.Settings.Home.Artifacts(Context.Environment, "20260301-090000-1-ci"));
        File.WriteAllLines(Path.Combine(folder.FullName, "events.jsonl"), new[] { ("Test", 4), ("Deploy", 12), ("Swap", 5) }.Select(step =>
            new RunEvent(Noon, RunEvent.StepEnded, step.Item1, Seconds: step.Item2, Succeeded: true).ToJson()));
        _journal.Add("Test", TimeSpan.Zero, succeeded: true);
        _journal.Begin("Deploy");
        _time.Advance(TimeSpan.FromSeconds(elapsed));

        Taken().Remaining.ShouldBe(TimeSpan.FromSeconds(left));
    }

    [Fact]
    public void Should_Show_The_Groups_As_They_Were_Read_Last()
    {
        _sightings.Saw(Some.Fleet(_live));
        _sightings.Saw(_next);
        _sightings.Saw(Some.Blue, [new("i-1", "healthy", null, null)]);
        _sightings.Saw(Some.Green, []);
        _sightings.Saw(_next with { Servers = [new("i-2", "eu-west-1b", "InService", Healthy: true)] });

        var groups = Taken().Groups;

        groups.Select(group => (group.Status.Release, group.Status.State, group.Status.Traffic, group.Status.Healthy)).ShouldBe([("v1.5.0", "idle", 0, 0), ("v1.4.2", "live", 100, 1)]);
        groups.SelectMany(group => group.Servers).ShouldBe(
            [new("i-2", "eu-west-1b", "InService", "not registered", null), new("i-1", "eu-west-1a", "InService", "healthy", TimeSpan.FromHours(3))]);
    }

    [Fact]
    public void Should_Go_By_The_Group_Alone_Where_The_Load_Balancer_Was_Not_Asked()
    {
        _sightings.Saw(Some.Fleet(_live, _next));

        Taken().Groups.Select(group => (group.Status.Healthy, group.Servers[0].Health)).ShouldBe([(0, null), (1, null)]);
    }

    [Fact]
    public void Should_Leave_Out_Groups_That_Have_No_Servers_And_Are_To_Have_None()
    {
        _sightings.Saw(Some.Fleet(_live, Some.Group("1.3.0", day: 0)));

        Taken().Groups.Select(group => group.Status.Release).ShouldBe(["v1.4.2"]);
    }

    [Fact]
    public void Should_Show_No_Groups_While_Nobody_Can_Tell_What_Is_Live()
    {
        _sightings.Saw(Some.Fleet(_live));
        _sightings.Saw(Some.Routing with { Weights = new Dictionary<string, int> { ["arn:other"] = 1 } });

        Taken().Groups.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Show_What_Is_Waited_For_Until_It_Is_Over()
    {
        _journal.Add(new("web to be healthy", Noon, TimeSpan.Zero, TimeSpan.FromMinutes(5), 1, "0 of 2", null));
        _journal.Add(new("web to be healthy", Noon, TimeSpan.Zero, TimeSpan.FromMinutes(5), 2, "1 of 2", null));
        _time.Advance(TimeSpan.FromSeconds(9));
        Taken().Waits.Select(wait => (wait.Reason, wait.Took)).ShouldBe([("1 of 2", TimeSpan.FromSeconds(9))]);

        _journal.Add(new("web to be healthy", Noon, TimeSpan.FromSeconds(9), TimeSpan.FromMinutes(5), 3, "1 of 2", true));

        Taken().Waits.ShouldBeEmpty();
    }

    private View.Live.RunPicture Taken()
    {
        using var log = new EventLog(Context.Settings);
        return new Picture(_journal, _sightings, new CallCount(), log, _time).Take(Context.Settings);
    }
}
