using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud;

/// <summary>No target group, until load balancing is part of the server.</summary>
internal sealed class AbsentTargets : ITargets
{
    /// <inheritdoc/>
    public void Register(string region, string targetGroupArn, string instanceId)
    {
    }

    /// <inheritdoc/>
    public void Deregister(string region, string targetGroupArn, string instanceId)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<Target> Health(string region, string targetGroupArn) => [];
}
