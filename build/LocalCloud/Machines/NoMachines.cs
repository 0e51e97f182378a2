using System.Collections.Concurrent;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// Machines that are up and do nothing, unless they are made to fail: the states go on without any process, for thousands of instances.
/// </summary>
public sealed class NoMachines : IMachines
{
    private readonly ConcurrentDictionary<string, bool> _frozen = [];

    /// <summary>Raised by <see cref="Crash"/> only.</summary>
    public event Action<string>? Died;

    /// <inheritdoc/>
    public string Limits => "none: there are no machines";

    /// <inheritdoc/>
    public Task Boot(MachineSpec spec, CancellationToken cancellation) => Thaw(spec.InstanceId);

    /// <inheritdoc/>
    public Task Stop(string instanceId, CancellationToken cancellation) => Thaw(instanceId);

    /// <inheritdoc/>
    public Task End(string instanceId) => Thaw(instanceId);

    /// <inheritdoc/>
    public Task Terminate(string instanceId) => Thaw(instanceId);

    /// <inheritdoc/>
    public Task Crash(string instanceId)
    {
        _frozen.TryRemove(instanceId, out _);
        Died?.Invoke(instanceId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Freeze(string instanceId)
    {
        _frozen[instanceId] = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Thaw(string instanceId)
    {
        _frozen.TryRemove(instanceId, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public bool IsFrozen(string instanceId) => _frozen.ContainsKey(instanceId);

    /// <inheritdoc/>
    public Task Capture(string instanceId, string layer, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Discard(string layer) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Sweep(IReadOnlySet<string> instanceIds, IReadOnlySet<string> layers) => Task.CompletedTask;

    /// <inheritdoc/>
    public string ConsoleOutput(string instanceId) => "";

    /// <inheritdoc/>
    public Task EndAll(bool removeDisks)
    {
        _frozen.Clear();
        return Task.CompletedTask;
    }
}
