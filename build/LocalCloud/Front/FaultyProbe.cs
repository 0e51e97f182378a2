using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>Asks a target, unless a fault answers in its place.</summary>
internal sealed class FaultyProbe(IProbe probe, TargetFaults faults) : IProbe, IDisposable
{
    /// <inheritdoc/>
    public Task<(string Reason, string Description)?> Check(
        Instance instance, int port, HealthCheck check, CancellationToken cancellation) =>
        faults.OfCheck(instance) is { } status ? Task.FromResult(check.Judge(status)) : probe.Check(instance, port, check, cancellation);

    /// <inheritdoc/>
    public void Dispose() => (probe as IDisposable)?.Dispose();
}
