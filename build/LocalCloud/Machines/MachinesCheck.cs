namespace Bundt.LocalCloud.Machines;

/// <summary>Refuses to start a server whose machines could not run.</summary>
internal sealed class MachinesCheck(IMachines machines) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="MachineFailure">Why they cannot run here.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (machines is ProcessMachines real && await real.Refusal() is { } reason)
            throw new MachineFailure(reason);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
