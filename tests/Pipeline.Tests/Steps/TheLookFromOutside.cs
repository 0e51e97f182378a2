using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheLookFromOutside
{
    private static readonly Uri Preview = new("http://127.0.0.1:1/");

    [Theory]
    [InlineData(2)]
    [InlineData(200)]
    [InlineData(1000)]
    public async Task Should_Meet_Every_Server_However_Many_There_Are(int count)
    {
        var servers = Enumerable.Range(1, count).Select(number => $"i-{number}").ToList();

        var probes = await Look(servers, among: servers);

        probes.Select(probe => probe.Server).Distinct().Count().ShouldBe(count);
    }

    [Fact]
    public async Task Should_Give_Up_On_A_Server_That_Never_Answers()
    {
        var probes = await Look(["i-1", "i-2"], among: ["i-1"]);

        probes.ShouldAllBe(probe => probe.Server == "i-1");
        probes.Count.ShouldBe(120);
    }

    [Fact]
    public async Task Should_Send_As_Many_Probes_As_Are_Asked_For_When_All_Servers_Are_Met_Sooner() => (await Look(["i-1"], among: ["i-1"])).Count.ShouldBe(10);

    [Fact]
    public async Task Rule_18_Should_Want_Consecutive_Answers_Of_The_New_Version()
    {
        var number = 0;
        var site = new FakeSite(() => ++number == 6 ? "1.4.2" : "1.5.0");

        await new Outside(site, new Poll(TimeProvider.System), TimeProvider.System).Settle(
            Preview, ["1.5.0"], replaces: true, TimeSpan.FromSeconds(20), new Observations(TimeProvider.System), TestContext.Current.CancellationToken);

        number.ShouldBe(6 + 10);
    }

    private static Task<IReadOnlyList<Probe>> Look(IReadOnlyList<string> servers, IReadOnlyList<string> among) =>
        new Outside(new ByChance(among), new Poll(TimeProvider.System), TimeProvider.System).Look(Preview, 10, servers, TestContext.Current.CancellationToken);

    /// <summary>A load balancer that chooses by chance, the same way each time.</summary>
    private sealed class ByChance(IReadOnlyList<string> servers) : IProber
    {
        private readonly Random _chance = new(12);

        public Task<Probe> Send(Uri address, CancellationToken cancellation) =>
            Task.FromResult(new Probe(200, "1.0.0", null, servers[_chance.Next(servers.Count)], null, TimeSpan.Zero));
    }
}
