namespace Bundt.LocalCloud.Machines;

/// <summary>What runs instances: real process trees, or nothing at all (<c>--machines=none</c>).</summary>
public interface IMachines
{
    /// <summary>Raised when a machine ends without having been asked to; the argument is its instance id.</summary>
    event Action<string>? Died;

    /// <summary>What a machine has by its instance type and cannot exceed: <c>memory</c>, or <c>none: </c> and why nothing.</summary>
    string Limits { get; }

    /// <summary>
    /// Boots a machine and returns when it is up: its address is configured, its SSH server listens (when it has a key), its units and
    /// user data have been started. A machine that was stopped boots again with the disk it had.
    /// </summary>
    /// <exception cref="MachineFailure">It could not be started; the message says why in words.</exception>
    Task Boot(MachineSpec spec, CancellationToken cancellation);

    /// <summary>Asks the machine's processes to end, then ends them; its disk stays.</summary>
    Task Stop(string instanceId, CancellationToken cancellation);

    /// <summary>Ends the machine at once; its disk stays. Does nothing when there is none.</summary>
    Task End(string instanceId);

    /// <summary>Ends the machine at once and removes its disk. Does nothing when there is none.</summary>
    Task Terminate(string instanceId);

    /// <summary>Kills all processes of a machine, as a failure of its computer would; <see cref="Died"/> tells. Its disk stays.</summary>
    Task Crash(string instanceId);

    /// <summary>
    /// Makes all processes of a machine stand still: its ports still accept connections, nobody answers. A machine that boots again moves.
    /// </summary>
    /// <exception cref="MachineFailure">It could not be done.</exception>
    Task Freeze(string instanceId);

    /// <summary>Lets them go on. Does nothing to a machine that moves.</summary>
    /// <exception cref="MachineFailure">It could not be done.</exception>
    Task Thaw(string instanceId);

    /// <summary>Whether the machine stands still.</summary>
    bool IsFrozen(string instanceId);

    /// <summary>Copies the machine's disk to a new layer from which further machines can boot.</summary>
    Task Capture(string instanceId, string layer, CancellationToken cancellation);

    /// <summary>Removes a layer that no image refers to any more. Does nothing when there is none.</summary>
    Task Discard(string layer);

    /// <summary>Removes the disks and layers of an earlier server that nothing needs any more.</summary>
    /// <param name="instanceIds">The instances whose disks stay.</param>
    /// <param name="layers">The layers that stay.</param>
    Task Sweep(IReadOnlySet<string> instanceIds, IReadOnlySet<string> layers);

    /// <summary>What the machine's boot and units wrote, newest last, at most 64 KiB.</summary>
    string ConsoleOutput(string instanceId);

    /// <summary>Ends every machine and removes every disk that no image needs; for shutdown (disks are kept) and reset (removed).</summary>
    Task EndAll(bool removeDisks);
}
