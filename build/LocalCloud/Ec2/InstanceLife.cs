using System.Net;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Takes instances from state to state as their machines really come up and go. What happens to one instance happens in order; different
/// instances do not wait for each other.
/// </summary>
internal sealed partial class InstanceLife(Cloud cloud, Hardware hardware, Disks disks, TimeProvider time, ILogger<InstanceLife> log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task Last, CancellationTokenSource Wanted)> _lives = [];

    /// <summary>Boots a pending instance. One that does not come up is terminated at its first boot, and stopped at a later one.</summary>
    public void Boot(string region, string id) => Next(id, async wanted =>
    {
        try
        {
            await hardware.Boot(cloud.Read(region), id, wanted);
            Change(region, id, ["pending"], instance => instance with { State = "running", StateReason = null, HasRun = true });
            if (!cloud.Read(region).Instances.ContainsKey(id))
                await hardware.Terminate(id);
        }
        catch (Exception failure) when (failure is MachineFailure or OperationCanceledException)
        {
            var reason = $"Server.InternalError: Internal error on launch: {failure.Message}";
            if (Change(region, id, ["pending", "stopped"], instance => instance with { State = instance.HasRun ? "stopped" : "shutting-down", StateReason = reason })
                && cloud.Read(region).Instances[id].State == "shutting-down")
            {
                await End(region, id);
            }
        }
    });

    /// <summary>Ends the machine of an instance that is stopping; its disk stays.</summary>
    public void Stop(string region, string id) => Next(
        id,
        async _ =>
        {
            await Try(id, () => hardware.Stop(id));
            Change(region, id, ["stopping"], instance => instance with { State = "stopped" });
        },
        cancelsBoot: true);

    /// <summary>Stops and boots the machine; the instance stays running, if it comes up again.</summary>
    public void Reboot(string region, string id) => Next(id, async wanted =>
    {
        var failure = await Try(id, async () =>
        {
            await hardware.Stop(id);
            await hardware.Boot(cloud.Read(region), id, wanted);
        });
        if (failure is not null)
            Change(region, id, ["running"], instance => instance with { State = "stopped", StateReason = $"Server.InternalError: {failure}" });
    });

    /// <summary>Ends an instance that is shutting down, and removes its disk.</summary>
    public void Terminate(string region, string id) => Next(id, _ => End(region, id), cancelsBoot: true);

    /// <summary>
    /// Copies the instance's disk, for which a running machine is stopped unless <paramref name="live"/>; then <paramref name="done"/>
    /// hears why it failed, or null.
    /// </summary>
    public void Capture(string region, string id, string layer, bool live, Action<string?> done) => Next(id, async wanted =>
    {
        done(await Try(id, async () =>
        {
            var rests = !live && cloud.Read(region).Instances.TryGetValue(id, out var instance) && instance.State == "running";
            if (rests)
                await hardware.Stop(id);
            await hardware.Capture(id, layer, wanted);
            if (rests)
                await hardware.Boot(cloud.Read(region), id, wanted);
        }));
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
        await Try(id, () => hardware.Terminate(id));
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
            hardware.Return(address);
        await Try(id, () => disks.DiscardUnused(ended.Layers));
    }

    /// <summary>Does something with a machine; answers why it failed, or null.</summary>
    private async Task<string?> Try(string id, Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception failure) when (failure is MachineFailure or OperationCanceledException)
        {
            Failed(failure, id);
            return failure.Message;
        }
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

    [LoggerMessage(LogLevel.Warning, "the machine of {Instance} did not obey")]
    private partial void Failed(Exception failure, string instance);
}
