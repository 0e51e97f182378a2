using System.Net;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Settles after a restart what the server's end cut off: machines end with the server, so instances that were up are terminated, and
/// what was being copied has failed. It hears of machines that end by themselves, and ends them all with the server.
/// </summary>
internal sealed class Revival(Cloud cloud, IMachines machines, InstanceLife life, Hardware hardware, TimeProvider time) : IHostedService
{
    private const string Reason = "Server.InternalError: The machine ended with the local cloud";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        machines.Died += life.Died;
        foreach (var region in cloud.Regions.ToList())
        {
            var lost = region.Instances.Values.Where(instance => instance.State is not ("stopped" or "terminated")).ToList();
            foreach (var instance in lost)
                await machines.Terminate(instance.Id);
            foreach (var stopped in region.Instances.Values.Where(instance => instance.State == "stopped"))
                hardware.Keep(IPAddress.Parse(stopped.PrivateIp));
            cloud.Change(region.Name, known => Settled(known, [.. lost.Select(instance => instance.Id)]));
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => machines.EndAll(removeDisks: false);

    private Region Settled(Region region, IReadOnlyCollection<string> lost) => region with
    {
        Instances = region.Instances.SetItems(lost.Select(id => KeyValuePair.Create(id, region.Instances[id] with
        {
            State = "terminated",
            StateReason = Reason,
            PrivateIp = "",
            TerminatedAt = time.GetUtcNow(),
        }))),
        Volumes = region.Volumes.RemoveRange(region.Volumes.Values.Where(one => lost.Contains(one.InstanceId)).Select(one => one.Id)),
        Images = region.Images.SetItems(region.Images.Values.Where(image => image.State == "pending")
            .Select(image => KeyValuePair.Create(image.Id, image with { State = "failed", StateReason = Reason }))),
        Snapshots = region.Snapshots.SetItems(region.Snapshots.Values.Where(snapshot => snapshot.State == "pending")
            .Select(snapshot => KeyValuePair.Create(snapshot.Id, snapshot with { State = "error" }))),
    };
}
