using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Scenarios.Stage;

/// <summary>Looks all the time how many healthy servers the target group has that live traffic goes to.</summary>
public sealed class HealthSampler : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;

    private HealthSampler(LocalCloud cloud, string listener) => _sampling = Task.Run(() => Sample(cloud, listener));

    /// <summary>What was seen: the target group, and how many of its servers were healthy.</summary>
    public List<(string TargetGroup, int Healthy)> Seen { get; } = [];

    public static HealthSampler Begin(LocalCloud cloud, string listener) => new(cloud, listener);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        _stop.Dispose();
    }

    private async Task Sample(LocalCloud cloud, string listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            var actions = (await cloud.LoadBalancing.DescribeListenersAsync(new() { ListenerArns = [listener] })).Listeners[0].DefaultActions;
            var group = actions[0].TargetGroupArn ?? actions[0].ForwardConfig.TargetGroups.Single(target => target.Weight > 0).TargetGroupArn;
            var health = (await cloud.LoadBalancing.DescribeTargetHealthAsync(new() { TargetGroupArn = group })).TargetHealthDescriptions ?? [];
            Seen.Add((group, health.Count(target => target.TargetHealth.State == "healthy")));
            await Task.Delay(Pause);
        }
    }
}
