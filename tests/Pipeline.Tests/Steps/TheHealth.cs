using Bundt.Cloud;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheHealth : AtWork
{
    private readonly ServerGroup _group = Some.Group("1.5.0", day: 3, on: Some.Green) with { Servers = [new Server("i-1", "eu-west-1a", "InService", Healthy: true)] };

    /// <summary>Ten seconds pass with each look, and the server is sick at the second.</summary>
    [Fact]
    public async Task Rule_12_Should_Be_Healthy_Continuously_For_The_Window()
    {
        var (clock, looks) = (new Clock(), 0);
        Groups.Find(_group.Name).Returns(_group);
        Traffic.Health(Some.Green).Returns(_ =>
        {
            clock.Now += 10 * TimeSpan.TicksPerSecond;
            return [new TargetHealth("i-1", ++looks == 2 ? "unhealthy" : "healthy", null, null)];
        });

        await new Health(Groups, Traffic, new Poll(TimeProvider.System), clock, new ReleaseView(TextWriter.Null)).Wait(
            _group.Name, null, Some.Green, 1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        looks.ShouldBe(6);
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;
    }
}
