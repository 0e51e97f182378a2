using Bundt.Cloud.Runs;
using Bundt.Domain;
using Bundt.Domain.Runs;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>What stands against an experiment is a reason to do nothing, and nothing is written for it.</summary>
public sealed class TheChaosGate : AtWork
{
    // A Monday.
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ServerGroup Live = Some.Group("1.4.2", day: 2, on: Some.Blue) with
    {
        Servers = [.. Enumerable.Range(1, 2).Select(number => new Server($"i-{number}", "eu-west-1a", "InService", Healthy: true))],
    };

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly ILease _lease = Substitute.For<ILease>();

    public TheChaosGate()
    {
        Traffic.Read().Returns(Some.Routing);
        Traffic.Health(Some.Blue).Returns([new TargetHealth("i-1", "healthy", null, null), new TargetHealth("i-2", "healthy", null, null)]);
        Groups.Fleet(default!).ReturnsForAnyArgs(Some.Fleet(Live));
    }

    [Fact]
    public async Task Should_Strike_Where_Nothing_Stands_Against_It()
    {
        var found = await Look("hours: \"09:00-17:00\", days: MON-FRI");

        found.Spared.ShouldBeNull();
        found.Strike.ShouldNotBeNull().Group.ShouldBe(Live.Name);
    }

    [Theory]
    [InlineData("hours: \"13:00-17:00\"", "not within the allowed hours: 13:00-17:00 Etc/UTC", ChaosGate.Obstacle.Lasting)]
    [InlineData("hours: \"09:00-17:00\", days: TUE", "not within the allowed hours: TUE 09:00-17:00 Etc/UTC", ChaosGate.Obstacle.Lasting)]
    [InlineData("hours: \"09:00-17:00\", probability: 0", "the draw spares it", ChaosGate.Obstacle.Draw)]
    [InlineData("hours: \"09:00-17:00\", minHealthy: 2", "shop-prod-v1-4-2-1 has 2 healthy servers, and no strike would leave 2 of them", ChaosGate.Obstacle.Lasting)]
    public async Task Should_Do_Nothing_That_The_File_Does_Not_Allow(string chaos, string why, ChaosGate.Obstacle against)
    {
        var found = await Look(chaos);

        found.Strike.ShouldBeNull();
        found.Spared.ShouldNotBeNull().ShouldStartWith(why);
        found.Against.ShouldBe(against);
    }

    [Fact]
    public async Task Should_Wait_For_A_Group_That_Is_Not_Whole()
    {
        Traffic.Health(Some.Blue).Returns([new TargetHealth("i-1", "healthy", null, null)]);

        (await Look("hours: \"09:00-17:00\"")).Against.ShouldBe(ChaosGate.Obstacle.Passing);
    }

    [Fact]
    public async Task Should_Do_Nothing_While_Somebody_Else_Holds_The_Lease()
    {
        _lease.Read().Returns(Lease.Begin(new("shop", "prod", "ben@laptop", "run-2", "Release"), Noon, TimeSpan.FromMinutes(1)));

        (await Look("hours: \"09:00-17:00\"")).Spared.ShouldNotBeNull().ShouldStartWith("another run is at work: ben@laptop (Release, run run-2)");
        await Traffic.DidNotReceive().Read();
        _time.Advance(TimeSpan.FromMinutes(2));
        (await Look("hours: \"09:00-17:00\"")).Strike.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_Do_Nothing_When_Somebody_Else_Was_Quicker()
    {
        var taken = Lease.Begin(new("shop", "prod", "ben@laptop", "run-2", "Release"), Noon, TimeSpan.FromMinutes(1));
        _lease.Decide<ChaosGate.Found>(default!, default!).ReturnsForAnyArgs(Task.FromException<ChaosGate.Found>(new Problem("Another run is changing shop in prod.")));
        _lease.Read().Returns(taken, (Lease?)null);

        (await Gate().Decide(Allowing("hours: \"09:00-17:00\""), 7, 1)).Spared.ShouldNotBeNull().ShouldStartWith("another run is at work: ben@laptop");
        await Should.ThrowAsync<Problem>(() => Gate().Decide(Allowing("hours: \"09:00-17:00\""), 7, 1));
    }

    private Task<ChaosGate.Found> Look(string chaos) => Gate().Look(Allowing(chaos), 7, 1);

    private ChaosGate Gate() => new(Traffic, Groups, _time);

    private ReleaseContext Allowing(string chaos)
    {
        var run = With("--target=Chaos");
        File.AppendAllText(Path.Combine(run.Settings.Home.Team, "environments", "prod.yaml"), $"\nchaos: {{ {chaos} }}\n");
        return new(run, run.Settings, Cancellation, _lease);
    }
}
