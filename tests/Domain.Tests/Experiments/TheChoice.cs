using Bundt.Domain.Environments;
using Bundt.Domain.Experiments;
using Bundt.Domain.Servers;
using CsCheck;

namespace Bundt.Domain.Tests.Experiments;

/// <summary>What an experiment does is drawn, within what is allowed, and drawn again by the same seed.</summary>
public sealed class TheChoice
{
    private static readonly Gen<ChaosSettings> AnySettings =
        from kinds in Gen.OneOfConst(Enum.GetValues<ChaosKind>()).List[1, 6]
        from least in Gen.Int[0, 8]
        select new ChaosSettings { Hours = "00:00-24:00", Kinds = kinds, MinHealthy = least == 0 ? null : least };

    // Zones and launch times, as many as there are servers; the ids are made up apart.
    private static readonly Gen<(int Zone, int Minute)[]> AnyShape = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3]).Array[1, 9];

    [Fact]
    public void Should_Leave_Enough_Healthy_Servers_By_An_Allowed_Kind_Whatever_The_Group() => Gen.Select(AnySettings, AnyShape, Gen.Int[0, 999], Gen.Int[1, 60]).Sample((settings, shape, seed, number) =>
    {
        var live = Group(shape, "i");
        var (strike, spared) = Choice.Of(seed, number, settings, live);

        (strike is null).ShouldBe(spared is not null);
        if (strike is null)
            return;
        settings.Kinds.ShouldContain(strike.Kind);
        (live.Servers.Count - strike.Servers.Count).ShouldBeGreaterThanOrEqualTo(settings.Remaining(live.Group.Desired));
        strike.Servers.ShouldBeSubsetOf(live.Servers);
        strike.Servers.Select(server => server.Zone).Distinct().Count().ShouldBe(1);
        if (strike.Kind == ChaosKind.Zone)
            strike.Servers.Count.ShouldBe(live.Servers.Count(server => server.Zone == strike.Servers[0].Zone));
        else
            strike.Servers.Count.ShouldBe(1);
        (strike.Group, strike.Seed, strike.Number).ShouldBe((live.Group.Name, seed, number));
    }, iter: 10_000);

    [Fact]
    public void Should_Be_Nothing_Only_Where_No_Strike_Would_Leave_Enough() => Gen.Select(AnySettings, AnyShape, Gen.Int[0, 999]).Sample((settings, shape, seed) =>
    {
        var live = Group(shape, "i");
        var least = settings.Remaining(live.Group.Desired);
        var smallest = settings.Kinds.Any(kind => kind != ChaosKind.Zone) ? 1 : live.Servers.CountBy(server => server.Zone).Min(zone => zone.Value);

        (Choice.Of(seed, 1, settings, live).Strike is null).ShouldBe(live.Servers.Count - smallest < least);
    }, iter: 10_000);

    [Fact]
    public void Should_Be_The_Same_By_The_Same_Seed_In_A_Group_Of_Other_Ids() => Gen.Select(AnySettings, AnyShape, Gen.Int[0, 999], Gen.Int[1, 60]).Sample((settings, shape, seed, number) =>
    {
        var distinct = shape.Select((server, place) => server with { Minute = place }).ToArray();

        Choice.Of(seed, number, settings, Group(distinct, "i")).Strike?.Chosen.ShouldBe(Choice.Of(seed, number, settings with { Kinds = [.. settings.Kinds.Reverse()] }, Group(distinct, "z")).Strike?.Chosen);
    }, iter: 10_000);

    [Fact]
    public void Should_Come_To_Every_Kind_And_Every_Server()
    {
        var (live, settings) = (Group([(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)], "i"), new ChaosSettings { Hours = "00:00-24:00" });
        var strikes = Enumerable.Range(1, 200).Select(number => Choice.Of(7, number, settings, live).Strike.ShouldNotBeNull()).ToList();

        strikes.Select(strike => strike.Kind).Distinct().ShouldBe(ChaosSettings.Everywhere, ignoreOrder: true);
        strikes.Where(strike => strike.Kind == ChaosKind.Terminate).Select(strike => strike.Servers[0].Id).Distinct().Count().ShouldBe(6);
        strikes.Where(strike => strike.Kind == ChaosKind.Zone).Select(strike => strike.Servers[0].Zone).Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1000)]
    [InlineData(0.3, 300)]
    public void Should_Strike_As_Often_As_The_Probability_Says(double probability, int about)
    {
        var settings = new ChaosSettings { Hours = "00:00-24:00", Probability = probability };

        Enumerable.Range(1, 1000).Count(number => Choice.Luck(7, number, settings) is null).ShouldBeInRange(about - (about % 1000 == 0 ? 0 : 50), about + 50);
    }

    [Theory]
    [InlineData(6, null, 3)]
    [InlineData(5, null, 3)]
    [InlineData(1, null, 1)]
    [InlineData(6, 5, 5)]
    public void Should_Leave_Half_Of_The_Group_Unless_Told_Otherwise(int desired, int? said, int left) => new ChaosSettings { Hours = "", MinHealthy = said }.Remaining(desired).ShouldBe(left);

    private static LiveGroup Group((int Zone, int Minute)[] shape, string ids)
    {
        var servers = shape.Select((server, number) => new Server($"{ids}-{number * 7 % 10}{number}", $"eu-west-1{(char)('a' + server.Zone)}", "InService", Healthy: true, Some.Ami, Some.Monday.AddMinutes(server.Minute))).ToList();
        var group = Some.Group("1.4.2", on: Some.Blue, desired: servers.Count) with { Servers = servers };
        return LiveGroup.Of(Some.Fleet(group), [.. servers.Select(server => Some.Healthy(server.Id))], "web", "prod").Live.ShouldNotBeNull();
    }
}
