using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>Where instances have no machines there is nobody to ask: one that runs is well.</summary>
internal sealed class StateProbe : IProbe
{
    /// <inheritdoc/>
    public Task<(string Reason, string Description)?> Check(
        Instance instance, int port, HealthCheck check, CancellationToken cancellation) =>
        Task.FromResult<(string, string)?>(instance.State == "running" ? null : ("Target.FailedHealthChecks", "Health checks failed"));
}
