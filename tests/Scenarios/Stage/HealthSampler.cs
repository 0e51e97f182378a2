using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Scenarios.Stage;

/// <summary>Looks all the time how many healthy servers each target group has that live traffic goes to.</summary>
public sealed class HealthSampler : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;

    private HealthSampler(LocalCloud cloud, string listener) => _sampling = Task.Run(() => Sample(cloud, listener));

    /// <summary>What was seen.</summary>
    public List<HealthSample> Seen { get; } = [];

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
            var action = (await cloud.LookingOn.DescribeListenersAsync(new() { ListenerArns = [listener] })).Listeners[0].DefaultActions[0];
            List<TargetGroupTuple> groups = action.ForwardConfig?.TargetGroups ?? [new() { TargetGroupArn = action.TargetGroupArn, Weight = 1 }];
            foreach (var group in groups.Where(group => group.Weight > 0))
            {
                var health = (await cloud.LookingOn.DescribeTargetHealthAsync(new() { TargetGroupArn = group.TargetGroupArn })).TargetHealthDescriptions ?? [];
                var percent = 100 * group.Weight!.Value / groups.Sum(other => other.Weight!.Value);
                Seen.Add(new(group.TargetGroupArn, percent, health.Count(target => target.TargetHealth.State == "healthy")));
            }

            await Task.Delay(Pause);
        }
    }
}
