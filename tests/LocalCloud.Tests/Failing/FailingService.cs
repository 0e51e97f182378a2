using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Tests.Front;
using Bundt.Scenarios.Load;

namespace Bundt.LocalCloud.Tests.Failing;

/// <summary>A service whose servers are made to fail, one at a time.</summary>
public sealed class FailingService(ServiceWorld world, ServiceParts parts) : BalancedService(world, parts)
{
    /// <summary>Its instances.</summary>
    public IReadOnlyList<string> Instances => [.. Group.Instances.Select(instance => instance.InstanceId)];

    /// <summary>From the start of one health check to the start of the next.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(Targets.HealthCheck.IntervalSeconds) * World.Service<Options>().TimeScale;

    /// <summary>Lets a server fail, and waits until the group is whole again without it.</summary>
    /// <param name="how">In words.</param>
    /// <param name="instanceId">Its instance.</param>
    /// <param name="load">Whose clock the times are of.</param>
    /// <param name="kinds">The faults that strike it together.</param>
    public async Task<Breakdown> Fail(string how, string instanceId, LoadGenerator load, params IReadOnlyList<FaultKind> kinds)
    {
        // Between two checks, as far from the earliest moment as from the latest: what a busy computer is late by stays within the bound.
        await IsChecked(instanceId);
        var begins = load.Elapsed + (Interval / 2);
        var faults = World.Service<ArmedFaults>();
        var armed = kinds.Select(kind => faults.Arm(new Fault
        {
            Kind = kind.Name,
            Resource = instanceId,
            After = (Interval / 2).TotalSeconds,
            Status = kind.Fields.Contains("status") ? 503 : null,
        })).ToList();

        await Becomes(health => !health.Any(target => target.InstanceId == instanceId && target.State == "healthy"));
        var found = load.Elapsed;
        await Becomes(health => !health.Any(target => target.InstanceId == instanceId && !target.Drained));
        var drained = load.Elapsed;
        await Becomes(health => !Instances.Contains(instanceId) && health.Count(target => target.State == "healthy") == Group.DesiredCapacity);
        armed.ForEach(fault => faults.Disarm(fault.Id));
        return new Breakdown(how, Detection(kinds.Contains(FaultKind.InstanceHangs)), begins, found, drained, load.Elapsed);
    }

    /// <summary>
    /// How long the load balancer may go on sending requests to a server that fails: until as many checks as the threshold asks for have
    /// failed, the first of them at most an interval after the beginning. One without an answer has failed when its time has run out,
    /// any other at once.
    /// </summary>
    private TimeSpan Detection(bool silent)
    {
        var check = Targets.HealthCheck;
        return (check.UnhealthyThreshold * Interval) + TimeSpan.FromSeconds(silent ? check.TimeoutSeconds : 0);
    }

    private async Task IsChecked(string instanceId)
    {
        var server = AddressOf(instanceId);
        var before = await Tells(server, "checks");
        await BalancedWorld.Until(async () => await Tells(server, "checks") > before, () => $"{instanceId} is not checked");
    }
}
