using System.Net;
using System.Net.Sockets;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Brings the state of load balancers, listeners, rules and targets to life, one snapshot after the other: nodes, ports, health checks and
/// drains follow it.
/// </summary>
internal sealed class Balancers(Cloud cloud, Addresses addresses, BalancerParts parts, TimeProvider time, ILogger<Balancers> log)
    : BackgroundService
{
    private readonly SemaphoreSlim _changed = new(1, 1);
    private readonly Dictionary<string, Balancer> _balancers = [];
    private readonly Crew<(string Arn, int Port)> _listeners = new(log);
    private IReadOnlyList<Region> _seen = [];
    private long _views;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var region in cloud.Regions.ToList())
        {
            foreach (var balancer in cloud.Change(region.Name, known => known.Unobserved()).LoadBalancers.Values)
                addresses.Keep(IPAddress.Parse(balancer.Address));
        }

        cloud.Changed += Note;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        cloud.Changed -= Note;
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(
            _listeners.Set(new Dictionary<(string, int), Func<CancellationToken, Task>>()),
            parts.HealthChecks.Follow([]),
            parts.Draining.Follow([], Task.CompletedTask));
        foreach (var balancer in _balancers.Values)
            balancer.Dispose();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _changed.WaitAsync(stoppingToken);
            try
            {
                Follow([.. cloud.Regions]);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                log.LogError(broken, "the load balancers could not follow a change");
            }
        }
    }

    private void Note(Region before, Region after)
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is already known that something changed.
        }
    }

    private void Follow(IReadOnlyList<Region> regions)
    {
        if (regions.Count == _seen.Count && regions.All(region => _seen.Any(seen => Same(seen, region))))
            return;
        _seen = regions;

        Appear(regions);
        var settled = Task.WhenAll(regions.Select(Offer).ToList());
        parts.HealthChecks.Follow(regions);
        parts.Draining.Follow(regions, settled);
        _listeners.Set(regions
            .SelectMany(region => region.Listeners.Values.Select(listener =>
                (Listener: listener, Owner: region.LoadBalancers[listener.LoadBalancerArn])))
            .Where(known => _balancers.ContainsKey(known.Owner.Arn))
            .ToDictionary(
                known => (known.Listener.Arn, known.Listener.Port),
                known => Listening(known.Listener, known.Owner, _balancers[known.Owner.Arn], settled)));
    }

    /// <summary>Brings up new load balancers, and down those that were deleted.</summary>
    private void Appear(IReadOnlyList<Region> regions)
    {
        var wanted = regions.SelectMany(region =>
            region.LoadBalancers.Values.Select(balancer => (Region: region.Name, Balancer: balancer))).ToList();
        foreach (var (arn, gone) in _balancers.Where(known => !wanted.Exists(other => other.Balancer.Arn == known.Key)).ToList())
        {
            _balancers.Remove(arn);
            gone.Dispose();
        }

        foreach (var (region, balancer) in wanted.Where(known => !_balancers.ContainsKey(known.Balancer.Arn)))
        {
            try
            {
                _balancers[balancer.Arn] = parts.Bring(balancer, time);
                Change(region, balancer.Arn, known => known with { State = "active" });
            }
            catch (SocketException)
            {
                // While this cloud was down, another one on this computer took the address.
                var address = addresses.Take(Balancer.Network, Balancer.ClaimPort).ToString();
                log.LogWarning("{Name} has moved from {Old} to {New}", balancer.Name, balancer.Address, address);
                Change(region, balancer.Arn, known => known with { Address = address });
            }
        }
    }

    private void Change(string region, string arn, Func<LoadBalancer, LoadBalancer> change) => cloud.Change(region, known =>
        known.LoadBalancers.TryGetValue(arn, out var balancer)
            ? known with { LoadBalancers = known.LoadBalancers.SetItem(arn, change(balancer)) }
            : known);

    /// <summary>Gives the nodes of a region the view of it.</summary>
    private async Task Offer(Region region)
    {
        var routes = new Routes(region, parts.Backends, ++_views);
        var forgotten = parts.Backends.Forget(region);
        await Task.WhenAll(region.LoadBalancers.Keys
            .Select(arn => _balancers.GetValueOrDefault(arn)?.Offer(routes) ?? Task.CompletedTask)
            .ToList());
        foreach (var backend in forgotten)
            _ = Retire(backend);
    }

    private static async Task Retire(Backend backend)
    {
        await backend.WhenIdle();
        backend.Dispose();
    }

    private Func<CancellationToken, Task> Listening(Listener listener, LoadBalancer owner, Balancer balancer, Task settled) =>
        async cancellation =>
        {
            await settled.WaitAsync(cancellation);
            await parts.Listeners.Run(listener, owner, balancer, cancellation);
        };

    private static bool Same(Region one, Region other) => one.Name == other.Name
        && one.LoadBalancers == other.LoadBalancers && one.TargetGroups == other.TargetGroups
        && one.Listeners == other.Listeners && one.Rules == other.Rules && one.Instances == other.Instances;
}
