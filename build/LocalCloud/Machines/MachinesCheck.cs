namespace Bundt.LocalCloud.Machines;

/// <summary>Refuses to start a server whose machines could not run, and says when nothing limits them.</summary>
internal sealed partial class MachinesCheck(IMachines machines, ILogger<MachinesCheck> log) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="MachineFailure">Why they cannot run here.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (machines is not ProcessMachines real)
            return;
        if (await real.Refusal() is { } reason)
            throw new MachineFailure(reason);
        if (real.Limits != MachineLimits.Both)
            Unlimited(real.Limits);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "machines are not held to their types, limits: {Limits}")]
    private partial void Unlimited(string limits);
}
