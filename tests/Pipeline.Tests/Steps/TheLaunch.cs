using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class Rule_14_Nothing_of_another_release_on_the_idle_target_group : AtWork
{
    private readonly StringWriter _said = new();
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue);
    private readonly ServerGroup _warm = Some.Group("1.4.1", day: 1, on: Some.Green);

    public Rule_14_Nothing_of_another_release_on_the_idle_target_group() => Traffic.Health(Some.Green).Returns([]);

    [Fact]
    public async Task Should_End_The_Warm_Period_Before_The_New_Group_Registers()
    {
        (await Launch(_live, _warm)).ShouldBe("shop-prod-v1-5-0-1");

        Received.InOrder(() =>
        {
            Groups.Retire(_warm);
            Traffic.Health(Some.Green);
            Groups.Create(Arg.Is<ServerGroupOrder>(order => order.Name == "shop-prod-v1-5-0-1" && order.Target == Some.Green && order.Size == 3));
            Groups.SetDeadline("shop-prod-v1-5-0-1", Arg.Any<DateTimeOffset>());
        });
        await Groups.DidNotReceive().Retire(_live);
        _said.ToString().ShouldContain("shop-prod-v1-4-1-1 retired: web-prod-green is needed");
    }

    [Fact]
    public async Task Should_Wait_For_Others_To_Leave_But_Not_For_Those_That_Drain()
    {
        Traffic.Health(Some.Green).Returns(
            [new TargetHealth("i-old", "healthy", null, null)],
            [new TargetHealth("i-old", "draining", null, null)]);

        await Launch(_live, _warm);

        await Traffic.Received(2).Health(Some.Green);
    }

    [Fact]
    public async Task Should_Leave_Alone_What_Bundt_Did_Not_Make()
    {
        var legacy = _warm with { Name = "legacy", Tags = new Dictionary<string, string>() };

        (await Should.ThrowAsync<Problem>(Launch(_live, legacy))).What.ShouldBe("legacy, which is attached to web-prod-green, was not made by Bundt for this environment.");

        await Groups.DidNotReceive().Retire(Arg.Any<ServerGroup>());
        await Groups.DidNotReceive().Create(Arg.Any<ServerGroupOrder>());
    }

    private Task<string> Launch(params ServerGroup[] groups) =>
        new Launch(Groups, new(Groups, Traffic, new Poll(TimeProvider.System), new ReleaseView(_said)), TimeProvider.System, new ReleaseView(_said)).Group(Context, Some.Fleet(groups), 3);
}
