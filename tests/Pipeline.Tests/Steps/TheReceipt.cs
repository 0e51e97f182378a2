using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>What a run says last that has made 1.5.0 live in place of 1.4.2: the way back.</summary>
public sealed class TheReceipt : AtWork
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Server[] Three = [.. Enumerable.Range(1, 3).Select(number => new Server($"i-{number}", "eu-west-1a", "InService", Healthy: true, new ImageId("ami-1")))];
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Journal _journal;
    private readonly Sightings _sightings;
    private readonly ILaunchTemplates _templates = Substitute.For<ILaunchTemplates>();
    private readonly IImages _images = Substitute.For<IImages>();
    private readonly StringWriter _said = new() { NewLine = "\n" };
    private readonly ReleaseView _view;

    private readonly ServerGroup _warm = Some.Group("1.4.2", day: 2, on: Some.Green) with
    {
        Desired = 3,
        Servers = Three,
        Suspended = ["AlarmNotification"],
        LaunchTemplate = "lt-1",
        LaunchTemplateVersion = "2",
    };

    private readonly ServerGroup _live;

    public TheReceipt()
    {
        (_journal, _sightings, _view) = (new(_time), new(_time), new(_said));
        var live = Some.Group("1.5.0", day: 3, on: Some.Blue);
        _live = live with { Desired = 3, Tags = new Dictionary<string, string>(live.Tags) { [Names.Replaces] = _warm.Name } };
        Context.Release = Context.Release.DeployedTo(_live.Name).Live(Some.Routing);
        _sightings.Saw(Some.Fleet(_warm));
        There(_live, _warm);
        Traffic.Health(Some.Green).Returns([.. Three.Select(server => new TargetHealth(server.Id, "healthy", null, null))]);
        Groups.Deadline(_warm.Name).Returns(Noon.AddHours(4));
        _templates.Image(_warm).Returns(new ImageId("ami-1"));
        _images.Find(new ImageId("ami-1")).Returns(new Image(new("ami-1"), "shop-v1.4.2-0123456789ab", "available", Noon, [], new Dictionary<string, string>()));
    }

    [Fact]
    public async Task Should_Say_What_The_Way_Back_Is_What_It_Needs_And_How_Long_It_Takes()
    {
        Waited("shop-prod-v1-5-0-1 to be healthy", 37.6);
        Waited("https://www.example.com/ to answer as version 1.5.0", 0.4);

        (await Given()).ShouldBe(
        [
            $"Receipt   back to v1.4.2: ./build.sh --target=Rollback --env=prod --home={Context.Settings.Home.Team}",
            "            warm  about 0.4 s, then watched for 300 s; until 16:00 UTC: shop-prod-v1-4-2-1 has 3 of 3 servers healthy (3 needed), its deadline action is set",
            "            cold  about 38 s once it is not warm any more: image ami-1 is available, launch template lt-1 version 2 is there, needs neither Packer nor git",
        ]);
    }

    [Fact]
    public async Task Should_Read_It_By_Five_Calls_And_Write_Nothing()
    {
        await Given();

        Groups.ReceivedCalls().Select(call => call.GetMethodInfo().Name).ShouldBe([nameof(Groups.Fleet), nameof(Groups.Deadline)]);
        Traffic.ReceivedCalls().Select(call => call.GetMethodInfo().Name).ShouldBe([nameof(Traffic.Health)]);
        _templates.ReceivedCalls().Select(call => call.GetMethodInfo().Name).ShouldBe([nameof(_templates.Image)]);
        _images.ReceivedCalls().Select(call => call.GetMethodInfo().Name).ShouldBe([nameof(_images.Find)]);
    }

    [Fact]
    public async Task Should_Promise_No_Time_That_Nobody_Has_Measured() =>
        (await Given())[1..].ShouldAllBe(line => line.Contains("nobody has measured yet how long it takes", StringComparison.Ordinal));

    [Fact]
    public async Task Should_Say_That_A_Time_Is_Of_Earlier_Runs()
    {
        // The longest; that of a group whose servers were there already says nothing, nor does one that failed.
        Earlier("20260301-090000-1-ci", ("shop-prod-v1-4-1-1 to be healthy", "0 of 3 servers have been launched", 61, true), ("https://www.example.com/ to answer as version 1.4.1", null, 0.8, true));
        Earlier("20260301-100000-1-ci", ("shop-prod-v1-4-2-1 to be healthy", "1 of 3 servers are in service", 40, true), ("https://www.example.com/ to answer as version 1.4.2", null, 0.2, true));
        Earlier("20260301-110000-1-ci", ("shop-prod-v1-4-2-1 to be healthy", "healthy, and to stay so for 90 s", 90, true), ("shop-prod-v1-4-2-2 to be healthy", "0 of 3 servers have been launched", 600, false));

        var receipt = await Given();

        receipt[1].ShouldContain("warm  about 0.8 s as in earlier runs, then watched");
        receipt[2].ShouldContain("cold  about 61.8 s as in earlier runs once it is not warm any more: ");
    }

    [Fact]
    public async Task Should_Not_Take_The_Time_Of_Servers_That_Were_There_Already()
    {
        var later = new Sightings(_time);
        later.Saw(Some.Fleet(_live, _warm));
        Waited("shop-prod-v1-5-0-1 to be healthy", 0.1);
        Waited("https://www.example.com/ to answer as version 1.5.0", 0.4);

        (await Given(later))[2].ShouldContain("cold  nobody has measured yet how long it takes once");
    }

    [Fact]
    public async Task Should_Look_For_The_Image_Of_The_Release_Where_Nothing_Launches_It_Any_More()
    {
        _templates.Image(_warm).Returns((ImageId?)null);
        _images.Of(new(1, 4, 2)).Returns(new Image(new("ami-2"), "shop-v1.4.2-0123456789ab", "available", Noon, [], new Dictionary<string, string>()));

        (await Given())[2].ShouldContain("cold  ✗ launch template lt-1 version 2 is gone, ");

        _said.ToString().ShouldContain("launches a new one from image ami-2");
    }

    [Fact]
    public async Task Should_Find_The_Image_Of_A_Group_That_Is_Gone()
    {
        There(_live);
        _images.All().Returns([new Image(new("ami-3"), "shop-v1.4.2-0123456789ab", "available", Noon, [], new Dictionary<string, string> { [Names.Release] = "v1.4.2" })]);

        var receipt = await Given();

        receipt[0].ShouldStartWith("Receipt   back to v1.4.2: ./build.sh --target=Rollback --to=1.4.2 --env=prod ");
        receipt[2].ShouldContain("image ami-3 is available, a new group is launched from it");
    }

    [Fact]
    public async Task Should_Ask_Nothing_Of_A_Group_Of_The_Teams_Own_But_How_Healthy_It_Is()
    {
        There(_live, _warm with { Tags = new Dictionary<string, string>() });

        (await Given())[1].ShouldContain("3 of 3 servers healthy (3 needed), Bundt did not make it, and sets it no deadline");

        await Groups.DidNotReceive().Deadline(Arg.Any<string>());
        _templates.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Say_That_A_First_Release_Has_Nothing_To_Go_Back_To()
    {
        There(_live with { Tags = new Dictionary<string, string>() });

        (await Given()).ShouldHaveSingleItem().ShouldStartWith("Receipt   nothing to go back to: shop-prod-v1-5-0-1 replaced nothing. ");
    }

    [Fact]
    public async Task Should_Say_Nothing_Of_That_To_Whoever_Has_Just_Gone_Back()
    {
        BeginWith("--target=Rollback");
        Context.Release = Context.Release.DeployedTo(_live.Name).Live(Some.Routing);
        There(_live with { Tags = new Dictionary<string, string>() });

        (await Given()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Not_Fail_A_Release_Whose_Way_Back_Cannot_Be_Read()
    {
        Groups.Deadline(_warm.Name).ThrowsAsync(new Problem("AWS refused to list the scheduled actions of shop-prod-v1-4-2-1: Throttling: Rate exceeded.", next: "Wait."));

        (await Given()).ShouldBe(
        [
            "Receipt   what the way back needs could not be read: AWS refused to list the scheduled actions of shop-prod-v1-4-2-1: Throttling: Rate exceeded. --target=Status shows what is warm.",
        ]);
        _view.Undo.ShouldBeNull();
    }

    [Theory]
    [InlineData("--target=DryRun")]
    [InlineData("--target=Status")]
    public async Task Should_Not_Be_Given_By_A_Run_That_Only_Reads(string target)
    {
        BeginWith(target);
        Context.Release = Context.Release.DeployedTo(_live.Name).Live(Some.Routing);

        (await Given()).ShouldBeEmpty();
        Groups.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Not_Be_Given_By_A_Run_That_Made_Nothing_Live()
    {
        BeginWith("--target=Deploy");
        Context.Release = Release.None.DeployedTo(_live.Name);

        (await Given()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Not_Be_Given_By_A_Run_That_Failed()
    {
        (await Given(failure: new Problem("Nothing was pruned."))).ShouldBeEmpty();
    }

    private void There(params ServerGroup[] groups) => Groups.Fleet(Some.Routing).Returns(Some.Fleet(groups));

    private void Waited(string what, double seconds) => _journal.Add(new(what, Noon, TimeSpan.FromSeconds(seconds), TimeSpan.FromMinutes(5), 3, "not yet", true));

    private void Earlier(string run, params (string What, string? Reason, double Seconds, bool Succeeded)[] waits)
    {
        var folder = Directory.CreateDirectory(Context.Settings.Home.Artifacts(Context.Environment, run));
        File.WriteAllLines(Path.Combine(folder.FullName, "events.jsonl"), waits.SelectMany(wait => new[]
        {
            new RunEvent(Noon, RunEvent.Waiting, "Deploy", wait.What, wait.Reason, Seconds: 0),
            new RunEvent(Noon, RunEvent.WaitEnded, "Deploy", wait.What, wait.Reason, wait.Seconds, wait.Succeeded),
        }).Select(one => one.ToJson()));
    }

    private async Task<string[]> Given(Sightings? sightings = null, Exception? failure = null)
    {
        using var log = new EventLog(Context.Settings);
        var facts = new WayBackFacts(Groups, Traffic, _templates, _images, new(_journal, sightings ?? _sightings, log));
        await new Receipt(facts, _view).Give(Context, failure);
        _view.Close();
        return _said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
