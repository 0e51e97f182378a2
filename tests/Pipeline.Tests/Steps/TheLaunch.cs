using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class Rule_14_Nothing_of_another_release_on_the_idle_target_group : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("bundt-pipeline-");
    private readonly Cancellation _cancellation = new();
    private readonly IServerGroups _groups = Substitute.For<IServerGroups>();
    private readonly ITraffic _traffic = Substitute.For<ITraffic>();
    private readonly StringWriter _said = new();
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue);
    private readonly ServerGroup _warm = Some.Group("1.4.1", day: 1, on: Some.Green);

    public Rule_14_Nothing_of_another_release_on_the_idle_target_group() => _traffic.Health(Some.Green).Returns([]);

    public void Dispose()
    {
        _cancellation.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_End_The_Warm_Period_Before_The_New_Group_Registers()
    {
        (await Launch(_live, _warm)).ShouldBe("shop-prod-v1-5-0-1");

        Received.InOrder(() =>
        {
            _groups.Retire(_warm);
            _traffic.Health(Some.Green);
            _groups.Create(Arg.Is<ServerGroupOrder>(order => order.Name == "shop-prod-v1-5-0-1" && order.Target == Some.Green && order.Size == 3));
            _groups.SetDeadline("shop-prod-v1-5-0-1", Arg.Any<DateTimeOffset>());
        });
        await _groups.DidNotReceive().Retire(_live);
        _said.ToString().ShouldContain("shop-prod-v1-4-1-1 retired: web-prod-green is needed");
    }

    [Fact]
    public async Task Should_Wait_For_Others_To_Leave_But_Not_For_Those_That_Drain()
    {
        _traffic.Health(Some.Green).Returns(
            [new TargetHealth("i-old", "healthy", null, null)],
            [new TargetHealth("i-old", "draining", null, null)]);

        await Launch(_live, _warm);

        await _traffic.Received(2).Health(Some.Green);
    }

    [Fact]
    public async Task Should_Leave_Alone_What_Bundt_Did_Not_Make()
    {
        var legacy = _warm with { Name = "legacy", Tags = new Dictionary<string, string>() };

        (await Should.ThrowAsync<Problem>(Launch(_live, legacy))).What.ShouldBe("legacy, which is attached to web-prod-green, was not made by Bundt.");

        await _groups.DidNotReceive().Retire(Arg.Any<ServerGroup>());
        await _groups.DidNotReceive().Create(Arg.Any<ServerGroupOrder>());
    }

    [Fact]
    public async Task Should_Create_Nothing_When_A_Group_Carries_The_Release_Already()
    {
        var context = Some.Run(_cancellation, _home.FullName);
        var begun = Some.Group("1.5.0", day: 3, on: Some.Green) with { Desired = 3, Max = 6 };
        begun = begun with { Tags = new Dictionary<string, string>(begun.Tags) { [Names.Config] = context.Environment.Servers.Digest() } };

        (await Launch(context, _live, begun)).ShouldBe(begun.Name);

        _groups.ReceivedCalls().ShouldBeEmpty();
    }

    private Task<string> Launch(params ServerGroup[] groups) => Launch(Some.Run(_cancellation, _home.FullName), groups);

    private Task<string> Launch(ReleaseContext context, params ServerGroup[] groups) =>
        new Launch(_groups, _traffic, new Poll(TimeProvider.System), TimeProvider.System, new ReleaseView(_said)).Group(context, Some.Fleet(groups), 3);
}
