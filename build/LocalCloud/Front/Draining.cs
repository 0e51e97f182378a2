using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Lets deregistered targets finish: drained as soon as no node sends them requests and none is in flight, and shown as draining until the
/// deregistration delay has passed; then what is still in flight is cut. Source: "Edit target group attributes for your Application Load
/// Balancer", deregistration delay.
/// </summary>
internal sealed class Draining(Cloud cloud, Backends backends, Options options, TimeProvider time, ILogger<Draining> log)
{
    private readonly Crew<TargetKey> _crew = new(log);

    /// <summary>Begins and ends drains as targets are deregistered and registered again.</summary>
    /// <param name="regions">The state.</param>
    /// <param name="settled">Completes when all nodes act by that state.</param>
    public Task Follow(IEnumerable<Region> regions, Task settled) => _crew.Set(regions
        .SelectMany(TargetKey.All)
        .Where(known => known.Target.State == TargetStates.Draining)
        .ToDictionary(known => known.Key, known =>
            Drain(known.Key, known.Group.Seconds(AttributeKeys.DeregistrationDelay) * options.TimeScale, settled)));

    private Func<CancellationToken, Task> Drain(TargetKey key, TimeSpan delay, Task settled)
    {
        var backend = backends.Find(key);
        return cancellation => Drain(key, backend, delay, settled, cancellation);
    }

    private async Task Drain(TargetKey key, Backend? backend, TimeSpan delay, Task settled, CancellationToken cancellation)
    {
        var shown = Task.Delay(delay, time, cancellation);
        try
        {
            await Idle(backend, settled).WaitAsync(delay, time, cancellation);
            Change(key, region => key.Change(region, target => target with { Drained = true }));
        }
        catch (TimeoutException)
        {
            log.LogInformation(
                "{Instance} had {InFlight} requests in flight at the end of its deregistration delay", key.InstanceId, backend?.InFlight);
            backend?.Cut();
        }

        await shown;
        Change(key, key.Remove);
    }

    /// <summary>Unless it came back meanwhile.</summary>
    private void Change(TargetKey key, Func<Region, Region> change) =>
        cloud.Change(key.Region, region => key.In(region)?.State == TargetStates.Draining ? change(region) : region);

    private static async Task Idle(Backend? backend, Task settled)
    {
        await settled;
        if (backend is not null)
            await backend.WhenIdle();
    }
}
