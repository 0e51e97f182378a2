using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class TheEngine
{
    private readonly AutoScalingWorld _world = new();

    [Fact]
    public async Task Should_React_At_Once_To_What_Changes()
    {
        using var engine = _world.NewEngine();
        await engine.StartAsync(TestContext.Current.CancellationToken);
        _world.Create(desired: 1);
        await Until(() => _world.Group().Instances.Count == 1);

        _world.Instances.All(AutoScalingWorld.RegionName, "pending", "running");
        await Until(() => _world.Group().Instances.Exists(instance => instance.InService));
        await engine.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Should_Wake_When_A_Scheduled_Action_Is_Due()
    {
        using var engine = _world.NewEngine();
        await engine.StartAsync(TestContext.Current.CancellationToken);
        _world.Create(desired: 0);
        _world.Call("PutScheduledUpdateGroupAction", "AutoScalingGroupName=web", "ScheduledActionName=soon", "StartTime=2026-01-05T12:00:05Z", "DesiredCapacity=1");

        await Until(() =>
        {
            _world.Time.Advance(TimeSpan.FromSeconds(1));
            return _world.Group().Instances.Count == 1;
        });
        await engine.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Should_Look_Again_When_A_Grace_Period_Ends()
    {
        _world.Running(1, "HealthCheckType=ELB", "HealthCheckGracePeriod=4");
        _world.Engine.Settle().ShouldBe(_world.Time.GetUtcNow().AddSeconds(4));
    }

    private static async Task Until(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(10);
        while (!condition())
        {
            (DateTime.UtcNow < deadline).ShouldBeTrue("it did not happen within 10 s");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
