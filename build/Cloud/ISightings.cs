using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud;

/// <summary>Is told of whatever a run reads of its environment, when it is read anyway: nobody is asked for its sake.</summary>
public interface ISightings
{
    /// <summary>The live rule was read.</summary>
    void Saw(Routing routing);

    /// <summary>All server groups were read.</summary>
    void Saw(Fleet fleet);

    /// <summary>One server group was read.</summary>
    void Saw(ServerGroup group);

    /// <summary>The load balancer's opinion of a target group's servers was read.</summary>
    void Saw(TargetGroup target, IReadOnlyList<TargetHealth> health);
}
