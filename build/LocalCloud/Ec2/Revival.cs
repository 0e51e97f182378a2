using System.Net;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Takes up again after a restart what the server's end cut off. Machines end with the server, as if their host had lost power: those of
/// instances that were up boot again from their own disks, what was on its way down goes on, and what was being copied has failed. It
/// hears of machines that end by themselves, and ends them all with the server.
/// </summary>
internal sealed partial class Revival(Cloud cloud, IMachines machines, InstanceLife life, Hardware hardware, TimeProvider time, ILogger<Revival> log) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private const string Reason = "Server.InternalError: The copy ended with the local cloud";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        machines.Died += life.Died;
        foreach (var region in cloud.Regions.ToList())
            cloud.Change(region.Name, Failed);
        await machines.Sweep(
            cloud.Regions.SelectMany(region => region.Instances.Values).Where(instance => instance.State != "terminated").Select(instance => instance.Id).ToHashSet(),
            cloud.Regions.SelectMany(Disks.Layers).ToHashSet());
        foreach (var region in cloud.Regions.ToList())
        {
            foreach (var instance in region.Instances.Values.OrderBy(instance => instance.LaunchTime))
                await TakeUp(region.Name, instance);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => machines.EndAll(removeDisks: false);

    private async Task TakeUp(string region, Instance instance)
    {
        if (instance.State is not ("terminated" or "shutting-down"))
            await KeepAddress(region, instance);
        switch (instance.State)
        {
            case "pending":
                // A launch that was cut off begins anew: user data that had run by half would never be run again.
                if (!instance.HasRun)
                    await machines.Terminate(instance.Id);
                life.Boot(region, instance.Id);
                break;
            case "running":
                life.Reboot(region, instance.Id);
                break;
            case "stopping":
                life.Stop(region, instance.Id);
                break;
            case "shutting-down":
                life.Terminate(region, instance.Id);
                break;
        }
    }

    private async Task KeepAddress(string region, Instance instance)
    {
        // The machines of a server that was killed are gone a moment later than the server.
        for (var until = time.GetUtcNow() + Patience; time.GetUtcNow() < until; await Task.Delay(BetweenLooks, time))
        {
            if (hardware.Keep(IPAddress.Parse(instance.PrivateIp)))
                return;
        }

        // While this cloud was down, another one on this computer took the address.
        var address = hardware.Take().ToString();
        Moved(instance.Id, instance.PrivateIp, address);
        cloud.Change(region, known => known with { Instances = known.Instances.Changed(instance.Id, moving => moving with { PrivateIp = address }) });
    }

    private static Region Failed(Region region) => region with
    {
        Images = region.Images.SetItems(region.Images.Values.Where(image => image.State == "pending")
            .Select(image => KeyValuePair.Create(image.Id, image with { State = "failed", StateReason = Reason }))),
        Snapshots = region.Snapshots.SetItems(region.Snapshots.Values.Where(snapshot => snapshot.State == "pending")
            .Select(snapshot => KeyValuePair.Create(snapshot.Id, snapshot with { State = "error" }))),
    };

    [LoggerMessage(LogLevel.Warning, "{Instance} has moved from {Old} to {New}")]
    private partial void Moved(string instance, string old, string @new);
}
