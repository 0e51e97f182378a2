using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>Checks every target of every target group in use, each at the pace of its group, and writes down what becomes of it.</summary>
internal sealed class HealthChecks(Cloud cloud, IProbe probe, Options options, TimeProvider time, ILogger<HealthChecks> log)
{
    private readonly Crew<(TargetKey Key, int Interval)> _crew = new(log);

    /// <summary>Begins and ends checks as targets come and go.</summary>
    public Task Follow(IEnumerable<Region> regions) => _crew.Set(regions
        .SelectMany(TargetKey.All)
        .Where(known => known.Target.State != TargetStates.Draining && known.Target.Reason != "Target.NotInUse")
        .ToDictionary(
            known => (known.Key, known.Group.HealthCheck.IntervalSeconds),
            known => (Func<CancellationToken, Task>)(cancellation =>
                Watch(known.Key, known.Group.HealthCheck.IntervalSeconds, cancellation))));

    private async Task Watch(TargetKey key, int interval, CancellationToken cancellation)
    {
        // A timer's ticks neither drift nor pile up: one that comes while a check still runs counts once.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(interval) * options.TimeScale, time);
        var (passed, failed) = (0, 0);
        do
        {
            var region = cloud.Read(key.Region);
            if (!region.TargetGroups.TryGetValue(key.TargetGroup, out var group) || key.In(region) is not { } target)
                return;
            var instance = region.Instances.GetValueOrDefault(key.InstanceId);
            if (instance is null or { State: "terminated" })
                Observe(key, known => known.Leaving());
            else if (instance.State is "stopping" or "stopped")
                Observe(key, known => known.Down(instance.State));
            else
            {
                if (target.Reason is "Elb.RegistrationInProgress" or "Target.InvalidState")
                    Observe(key, known => known.Checking());
                var finding = await probe.Check(instance, key.Port, group.HealthCheck, cancellation);
                (passed, failed) = finding is null ? (passed + 1, 0) : (0, failed + 1);
                Observe(key, known => After(known, finding, passed, failed, group.HealthCheck));
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    private void Observe(TargetKey key, Func<Target, Target> change)
    {
        var (before, after) = ("", "");
        cloud.Change(key.Region, region => key.Change(region, target =>
        {
            // Deregistered, or its group fell out of use, while the check was on its way.
            var changed = target.State == TargetStates.Draining || target.Reason == "Target.NotInUse" ? target : change(target);
            (before, after) = (target.State, changed.State);
            return changed;
        }));
        if (before != after)
        {
            log.LogInformation(
                "{Instance}:{Port} in {TargetGroup} is {State} (was {Before})", key.InstanceId, key.Port, Name(key), after, before);
        }
    }

    /// <summary>
    /// A new target is healthy after one passed check; otherwise the thresholds decide. Source: "Health checks for Application Load
    /// Balancer target groups", healthy and unhealthy threshold.
    /// </summary>
    private static Target After(Target target, (string Reason, string Description)? finding, int passed, int failed, HealthCheck check) =>
        finding switch
        {
            null when target.State == TargetStates.Initial || passed >= check.HealthyThreshold => target.Passed(),
            var (reason, description) when failed >= check.UnhealthyThreshold => target.Failed(reason, description),
            _ => target,
        };

    private static string Name(TargetKey key) => key.TargetGroup.Split('/')[1];
}
