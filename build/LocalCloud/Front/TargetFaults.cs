using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Faults of applications, on the way between a load balancer and its targets: the target is not asked, and what it should have answered
/// is made up. Whoever asks the instance itself gets its own answer.
/// </summary>
internal sealed class TargetFaults(ArmedFaults faults, Cloud cloud)
{
    /// <summary>The status that a health check is answered with in the target's place, or null.</summary>
    public int? OfCheck(Instance instance) => Strike(FaultKind.ApplicationUnhealthy, instance.Id);

    /// <summary>The status that a request is answered with in the target's place, or null.</summary>
    public int? OfRequest(TargetKey target) => Strike(FaultKind.ApplicationErrors, target.InstanceId);

    private int? Strike(FaultKind kind, string instanceId)
    {
        if (!faults.Any(kind) || cloud.Regions.FirstOrDefault(known => known.Instances.ContainsKey(instanceId)) is not { } region)
            return null;
        return faults.Strike(kind, () => Subject.Of(region.Name, region.Instances[instanceId])) is { } struck
            ? struck.Fault.Status ?? kind.UsualStatus
            : null;
    }
}
