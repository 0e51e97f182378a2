using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud;

/// <summary>Machines that are always up, until the real ones are part of the server.</summary>
internal sealed class AbsentMachines : IMachines
{
    /// <inheritdoc/>
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
