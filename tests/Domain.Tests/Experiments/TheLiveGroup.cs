using Bundt.Domain.Experiments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Experiments;

/// <summary>Only a live group of Bundt's own that is whole is struck.</summary>
public sealed class TheLiveGroup
{
    private static readonly ServerGroup Live = Some.Group("1.4.2", on: Some.Blue, desired: 3);
    private static readonly ServerGroup Next = Some.Group("1.5.0", day: 1, on: Some.Green, desired: 3, tags: (Names.Replaces, "web-prod-v1-4-2-1"));

    [Fact]
    public void Should_Be_The_One_That_Live_Traffic_Goes_To()
    {
        var (live, spared) = LiveGroup.Of(Some.Fleet(Live, Next), Healthy(Live), "web", "prod");

        spared.ShouldBeNull();
        live.ShouldNotBeNull().Group.Name.ShouldBe(Live.Name);
        live.Target.ShouldBe(Some.Blue);
    }

    [Fact]
    public void Should_Have_Its_Servers_By_Zone_And_Then_By_Launch()
    {
        var servers = new[] { ("i-1", "b", 2), ("i-2", "a", 5), ("i-3", "b", 1) }.Select(one => new Server(one.Item1, one.Item2, "InService", Healthy: true, Launched: Some.Monday.AddMinutes(one.Item3)));

        LiveGroup.Of(Some.Fleet(Live with { Servers = [.. servers] }), [.. servers.Select(server => Some.Healthy(server.Id))], "web", "prod").Live!
            .Servers.Select(server => server.Id).ShouldBe(["i-2", "i-3", "i-1"]);
    }

    [Fact]
    public void Should_Be_None_While_Traffic_Is_Divided() =>
        Spared(Some.Divided(90, 10, Live, Next)).ShouldBe("live traffic is divided between web-prod-v1-4-2-1 and web-prod-v1-5-0-1");

    [Fact]
    public void Should_Be_None_Before_The_First_Release() => Spared(Some.Fleet()).ShouldBe("nothing is live");

    [Fact]
    public void Should_Be_None_That_Somebody_Else_Has_Made() =>
        Spared(Some.Fleet(Live with { Tags = new Dictionary<string, string>() })).ShouldBe("web-prod-v1-4-2-1, which is live, was not made by Bundt, and is never struck");

    [Theory]
    [InlineData("Launch", "Launch of web-prod-v1-4-2-1 is suspended, so that it would not be made whole")]
    [InlineData("AZRebalance", null)]
    public void Should_Be_None_That_Would_Not_Be_Made_Whole(string suspended, string? told) => Spared(Some.Fleet(Live with { Suspended = [suspended] })).ShouldBe(told);

    [Fact]
    public void Should_Be_None_That_Is_Not_Whole() => Spared(Some.Fleet(Live with { Servers = [.. Live.Servers.Skip(1)] })).ShouldBe("web-prod-v1-4-2-1 is not whole: 2 of 3 servers have been launched");

    private static string? Spared(Fleet fleet) => LiveGroup.Of(fleet, Healthy(Live), "web", "prod").Spared;

    private static Bundt.Domain.Traffic.TargetHealth[] Healthy(ServerGroup group) => [.. group.Servers.Select(server => Some.Healthy(server.Id))];
}
