using System.Net;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Takes instances from state to state as their machines really come up and go. What happens to one instance happens in order; different
/// instances do not wait for each other.
/// </summary>
internal sealed class InstanceLife(Cloud cloud, IMachines machines, Disks disks, Boots boots, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task Last, CancellationTokenSource Wanted)> _lives = [];

    /// <summary>Boots a pending instance. One that does not come up is terminated at its first boot, and stopped at a later one.</summary>
    public void Boot(string region, string id, bool first) => Next(id, async wanted =>
    {
        try
        {
            await boots.Boot(cloud.Read(region), id, wanted);
            Change(region, id, ["pending"], instance => instance with { State = "running", StateReason = null });
        }
        catch (Exception failure) when (failure is MachineFailure or OperationCanceledException)
        {
            var reason = $"Server.InternalError: Internal error on launch: {failure.Message}";
            var state = first ? "shutting-down" : "stopped";
            if (Change(region, id, ["pending", "stopped"], instance => instance with { State = state, StateReason = reason }) && first)
                await End(region, id);
        }
    });

    /// <summary>Ends the machine of an instance that is stopping; its disk stays.</summary>
    public void Stop(string region, string id) => Next(
        id,
        async _ =>
        {
            await machines.Stop(id, CancellationToken.None);
            Change(region, id, ["stopping"], instance => instance with { State = "stopped" });
        },
        cancelsBoot: true);

    /// <summary>Stops and boots the machine; the instance stays running.</summary>
    public void Reboot(string region, string id) => Next(id, async wanted =>
    {
        await machines.Stop(id, wanted);
        await boots.Boot(cloud.Read(region), id, wanted);
    });

    /// <summary>Ends an instance that is shutting down, and removes its disk.</summary>
    public void Terminate(string region, string id) => Next(id, _ => End(region, id), cancelsBoot: true);

    /// <summary>
    /// Copies the instance's disk, for which a running machine is stopped unless <paramref name="live"/>; then <paramref name="done"/>
    /// hears why it failed, or null.
    /// </summary>
    public void Capture(string region, string id, string layer, bool live, Action<string?> done) => Next(id, async wanted =>
    {
        try
        {
            var rests = !live && cloud.Read(region).Instances.TryGetValue(id, out var instance) && instance.State == "running";
            if (rests)
                await machines.Stop(id, wanted);
            await machines.Capture(id, layer, wanted);
            if (rests)
                await boots.Boot(cloud.Read(region), id, wanted);
            done(null);
        }
        catch (Exception failure) when (failure is MachineFailure or OperationCanceledException)
        {
            done(failure.Message);
        }
    });

    /// <summary>Takes note that a machine ended by itself: its instance is stopped, or terminated if it was launched to be.</summary>
    public void Died(string id)
    {
        const string reason = "Client.InstanceInitiatedShutdown: Instance initiated shutdown";
        if (cloud.Regions.FirstOrDefault(region => region.Instances.ContainsKey(id)) is not { } region)
            return;
        var ends = region.Instances[id].Launch.ShutdownBehavior == "terminate";
        var state = ends ? "shutting-down" : "stopped";
        if (Change(region.Name, id, ["pending", "running"], instance => instance with { State = state, StateReason = reason }) && ends)
            Terminate(region.Name, id);
    }

    private async Task End(string region, string id)
    {
        await machines.Terminate(id);
        if (cloud.Read(region).Instances.GetValueOrDefault(id) is not { State: not "terminated" } ended)
            return;
        cloud.Change(region, known => known with
        {
            Instances = known.Instances.Changed(
                id, instance => instance with { State = "terminated", PrivateIp = "", TerminatedAt = time.GetUtcNow() }),
            Volumes = known.Volumes.GetValueOrDefault(ended.VolumeId) is not { } volume ? known.Volumes
                : volume.DeleteOnTermination ? known.Volumes.Remove(volume.Id)
                : known.Volumes.With(volume with { InstanceId = null }),
        });
        lock (_gate)
            _lives.Remove(id);
        if (IPAddress.TryParse(ended.PrivateIp, out var address))
            boots.Return(address);
        await disks.DiscardUnused(ended.Layers);
    }

    private bool Change(string region, string id, string[] from, Func<Instance, Instance> change) => cloud.Change(region, known =>
        known.Instances.TryGetValue(id, out var instance) && from.Contains(instance.State)
            ? (known with { Instances = known.Instances.With(change(instance)) }, true)
            : (known, false)).Answer;

    private void Next(string id, Func<CancellationToken, Task> work, bool cancelsBoot = false)
    {
        lock (_gate)
        {
            var (last, wanted) = _lives.TryGetValue(id, out var life) ? life : (Task.CompletedTask, new CancellationTokenSource());
            if (cancelsBoot)
            {
                wanted.Cancel();
                wanted = new CancellationTokenSource();
            }

            var token = wanted.Token;
            var next = last.ContinueWith(_ => work(token), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _lives[id] = (next.Unwrap(), wanted);
        }
    }
}
