using Bundt.Cloud;
using Bundt.Cloud.Images;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>What has to be so before live traffic goes back from 1.5.0 to 1.4.2.</summary>
public sealed class TheWayBack : AtWork
{
    private readonly ServerGroup _live = Of(Some.Group("1.5.0", day: 3, on: Some.Blue), 3);
    private readonly ServerGroup _warm = Of(Some.Group("1.4.2", day: 2, on: Some.Green), 3);
    private readonly ServerGroup _retired = Some.Group("1.4.2", day: 2);
    private readonly IImages _images = Substitute.For<IImages>();
    private readonly StringWriter _said = new();

    public TheWayBack()
    {
        var file = Path.Combine(Context.Settings.Home.Team, "environments", "prod.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("window: 30s, timeout: 10m", "window: 0s, timeout: 1s", StringComparison.Ordinal));
        Traffic.Read().Returns(Some.Routing);
        Traffic.Health(Some.Blue).Returns(Healthy(_live, 3));
        Groups.Failures(Arg.Any<string>()).Returns([]);
    }

    [Fact]
    public async Task Rule_22_Should_Take_The_Deadline_Away_First_And_Then_Read_That_The_Group_Is_Still_Full()
    {
        There(_live, _retired with { Name = _warm.Name });
        Traffic.Health(Some.Green).Returns([]);
        Groups.When(groups => groups.ClearDeadline(_warm.Name)).Do(_ =>
        {
            There(_live, _warm);
            Traffic.Health(Some.Green).Returns(Healthy(_warm, 3));
        });

        var plan = await Plan(_warm);

        (plan.Next, plan.Previous, plan.Needed).ShouldBe((_warm, _live, 3));
        await Groups.Received(1).ClearDeadline(_warm.Name);
        await Groups.DidNotReceive().Resize(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<int>(), Arg.Any<int>());
    }

    [Fact]
    public async Task Rule_22_Should_Raise_The_Target_To_What_Live_Has_First()
    {
        There(_live, Of(_warm, 2));
        Groups.When(groups => groups.Resize(_warm.Name, 3, Arg.Any<int>(), 3)).Do(_ => There(_live, _warm));
        Traffic.Health(Some.Green).Returns(Healthy(_warm, 3));

        (await Plan(Of(_warm, 2))).Next.ShouldBe(_warm);

        await Groups.Received(1).Resize(_warm.Name, 3, Arg.Any<int>(), 3);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 0)]
    public async Task Rule_22_Should_Go_Ahead_With_More_Healthy_Servers_Than_Live_Has(int healthy, int live)
    {
        There(_live, _warm);
        Traffic.Health(Some.Green).Returns(Healthy(_warm, healthy));
        Traffic.Health(Some.Blue).Returns(Healthy(_live, live));

        (await Plan(_warm)).Needed.ShouldBe(healthy);

        _said.ToString().ShouldContain($"{_warm.Name} has {healthy} healthy servers and {_live.Name}, which is live, {live}: traffic moves at once");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public async Task Rule_22_Should_Not_Go_Ahead_With_Fewer_And_Give_The_Deadline_Back(int live)
    {
        There(_live, _warm);
        Traffic.Health(Some.Green).Returns(Healthy(_warm, 2));
        Traffic.Health(Some.Blue).Returns(Healthy(_live, live));

        var problem = await Should.ThrowAsync<Problem>(Plan(_warm));

        problem.State.ShouldBe($"Live traffic is untouched. {_warm.Name} stays until its deadline.");
        problem.Next!.ShouldContain("--now");
        await Groups.Received(1).SetDeadline(_warm.Name, Arg.Any<DateTimeOffset>());
    }

    [Fact]
    public async Task Rule_22_Should_Attach_A_Retired_Group_First_And_Then_Scale_It()
    {
        There(_live, _retired);
        Groups.When(groups => groups.Resize(_retired.Name, 3, Arg.Any<int>(), 3)).Do(_ => There(_live, _warm));
        Traffic.Health(Some.Green).Returns([], Healthy(_warm, 3));

        await Plan(_retired);

        Received.InOrder(() =>
        {
            Groups.Attach(_retired.Name, Some.Green);
            Groups.SetDeadline(_retired.Name, Arg.Any<DateTimeOffset>());
            Groups.Resize(_retired.Name, 3, Arg.Any<int>(), 3);
        });
    }

    [Fact]
    public async Task Rule_31_Should_Retire_It_Again_When_Its_Servers_Do_Not_Become_Healthy()
    {
        There(_live, _retired);
        Groups.When(groups => groups.Resize(_retired.Name, 3, Arg.Any<int>(), 3)).Do(_ => There(_live, _warm));
        Traffic.Health(Some.Green).Returns([]);

        (await Should.ThrowAsync<Problem>(Plan(_retired))).State.ShouldBe($"Live traffic is untouched. {_warm.Name} was retired again.");

        await Groups.Received(1).Retire(_warm);
        await Groups.DidNotReceive().Delete(Arg.Any<ServerGroup>());
    }

    [Fact]
    public async Task Should_Never_Scale_A_Group_Of_The_Teams_Own()
    {
        var legacy = _retired with { Name = "legacy", Tags = new Dictionary<string, string>() };
        There(_live, legacy);

        (await Should.ThrowAsync<Problem>(Plan(legacy))).What.ShouldBe("legacy has no servers in web-prod-green, was not made by Bundt, and is never changed.");

        Groups.ReceivedCalls().ShouldAllBe(call => call.GetMethodInfo().Name == nameof(Groups.Fleet));
    }

    [Fact]
    public async Task Should_Say_That_Nothing_Is_Left_Of_A_Release()
    {
        There(_live);
        _images.All().Returns([new Image(new("ami-9"), "shop-v1.4.1-abc", "pending", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string> { [Names.Release] = "v1.4.1" })]);

        (await Should.ThrowAsync<Problem>(Plan(null))).What.ShouldBe("There is neither a server group nor an image of v1.4.1.");
    }

    private static ServerGroup Of(ServerGroup group, int size) => group with
    {
        Min = size,
        Desired = size,
        Servers = [.. Enumerable.Range(1, size).Select(number => new Server($"i-{group.Release}-{number}", "eu-west-1a", "InService", Healthy: true, new ImageId("ami-1")))],
    };

    private static TargetHealth[] Healthy(ServerGroup group, int count) =>
        [.. group.Servers.Select((server, number) => new TargetHealth(server.Id, number < count ? "healthy" : "unhealthy", null, null))];

    private void There(params ServerGroup[] groups)
    {
        Groups.Fleet(Some.Routing).Returns(Some.Fleet(groups));
        foreach (var group in groups)
            Groups.Find(group.Name).Returns(group);
    }

    private Task<SwapPlan> Plan(ServerGroup? group)
    {
        var (time, view, poll) = (TimeProvider.System, new ReleaseView(_said), new Poll(TimeProvider.System));
        var (health, standby, evidence) = (new Health(Groups, Traffic, poll, time, view), new Standby(Groups, Traffic, time, view), new Evidence(Groups, Traffic, view));
        var vacancy = new Vacancy(Groups, Traffic, poll, view);
        var relaunch = new Relaunch(_images, Groups, new(Groups, vacancy, time, view), new(new(Groups, poll, view), health, evidence));
        var way = new WayBack(Groups, Traffic, new(Groups, vacancy, relaunch, time, view), new(Groups, Traffic, health, standby, evidence), view);
        return way.Plan(Context, new(group, group is null ? new(1, 4, 1) : group.Release));
    }
}
