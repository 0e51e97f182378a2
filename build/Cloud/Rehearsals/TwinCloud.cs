using Amazon.AutoScaling.Model;
using Bundt.Cloud.Access;
using Bundt.Cloud.Local;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;
using Bundt.Domain.Servers;

namespace Bundt.Cloud.Rehearsals;

/// <summary>The local cloud of a twin: started for a rehearsal, looked at while its releases run, and ended with it.</summary>
public sealed class TwinCloud : IDisposable
{
    private readonly ReleaseEnvironment _twin;
    private readonly TwinHome _home;
    private readonly LocalCloudServer _server;
    private readonly LocalNetwork _network;
    private readonly AwsClients _aws;
    private readonly LoadBalancer _balancer;
    private readonly ServerGroups _groups;

    /// <summary>Says which; nothing is started yet.</summary>
    /// <param name="home">The twin's home.</param>
    /// <param name="twin">The twin.</param>
    /// <param name="poll">Waits.</param>
    public TwinCloud(TwinHome home, ReleaseEnvironment twin, Poll poll)
    {
        AwsAccess Access() => AwsAccess.Of(twin, home.Home.LocalAccess);
        (_twin, _home, _server, _network) = (twin, home, new(home.Home, poll), new(Access));
        // What a rehearsal does itself is no run's: it looks on, and takes a server away as a scaling policy would.
        _aws = AwsClients.WithoutLease(Access, "rehearsal");
        (_balancer, _groups) = (new(_aws, () => twin), new(_aws, () => twin, poll));
    }

    /// <summary>Starts it, with network and application.</summary>
    /// <param name="production">Production's environment.</param>
    /// <param name="network">The twin's network.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Where it is.</returns>
    public async Task<Uri> Start(ReleaseEnvironment production, TwinNetwork network, CancellationToken cancellation)
    {
        await _home.CopyRepository(production, _server.Repositories, cancellation);
        // One that is half started could not be ended: it takes seconds.
        var endpoint = await _server.Start(_twin.Aws.Region, CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        await _network.Ensure(_twin, network);
        await new LocalApplication(_home.Home).Ensure(_twin, endpoint, _server.Repositories, cancellation);
        return endpoint;
    }

    /// <summary>Ends it with all its servers.</summary>
    public Task<bool> Stop() => _server.Stop(CancellationToken.None);

    /// <summary>Where the public finds the application.</summary>
    public async Task<Uri> Address() => (await _balancer.Read()).Address;

    /// <summary>The group that is live, or null.</summary>
    public async Task<ServerGroup?> Live() => (await _groups.Fleet(await _balancer.Read())).Live;

    /// <summary>A group as it is, or null.</summary>
    public Task<ServerGroup?> Find(string name) => _groups.Find(name);

    /// <summary>How many servers there are to be, set as a scaling policy sets it.</summary>
    /// <param name="group">The group.</param>
    /// <param name="desired">How many.</param>
    public Task Scale(string group, int desired) => _aws.Call($"set the size of {group}", () =>
        _aws.AutoScaling.SetDesiredCapacityAsync(new SetDesiredCapacityRequest { AutoScalingGroupName = group, DesiredCapacity = desired, HonorCooldown = false }));

    /// <summary>The healthy targets of all that live traffic goes to.</summary>
    /// <param name="at">When this is, from the beginning of the rehearsal.</param>
    public async Task<CapacitySample> Sample(TimeSpan at)
    {
        var routing = await _balancer.Read();
        var targets = await Task.WhenAll(routing.Carrying.Select(async target =>
            new CarryingTargets(target.Name, routing.Percent(target), (await _balancer.Health(target)).Count(health => health.IsHealthy))));
        return new(at, targets);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _aws.Dispose();
        _network.Dispose();
        _server.Dispose();
    }
}
