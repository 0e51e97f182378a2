using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Front;

/// <summary>Where instances have no machines there is nobody to ask: one that runs is well, unless it is made to hang.</summary>
internal sealed class StateProbe(IMachines machines) : IProbe
{
    /// <inheritdoc/>
    public Task<(string Reason, string Description)?> Check(
        Instance instance, int port, HealthCheck check, CancellationToken cancellation) =>
        Task.FromResult<(string, string)?>(instance.State != "running" ? ("Target.FailedHealthChecks", "Health checks failed")
            : machines.IsFrozen(instance.Id) ? ("Target.Timeout", "Request timed out")
            : null);
}
