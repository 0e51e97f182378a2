namespace Bundt.LocalCloud.Machines;

/// <summary>Machines that are always up and do nothing: the states go on without any process, for thousands of instances.</summary>
public sealed class NoMachines : IMachines
{
    /// <summary>Never raised.</summary>
    public event Action<string>? Died { add { } remove { } }

    /// <inheritdoc/>
    public Task Boot(MachineSpec spec, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Stop(string instanceId, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Terminate(string instanceId) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Capture(string instanceId, string layer, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Discard(string layer) => Task.CompletedTask;

    /// <inheritdoc/>
    public string ConsoleOutput(string instanceId) => "";

    /// <inheritdoc/>
    public Task EndAll(bool removeDisks) => Task.CompletedTask;
}
