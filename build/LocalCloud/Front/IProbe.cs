using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>Asks a target whether it is well.</summary>
internal interface IProbe
{
    /// <summary>One check, within its timeout.</summary>
    /// <returns>Null when it passed, else AWS's reason code and sentence.</returns>
    Task<(string Reason, string Description)?> Check(Instance instance, int port, HealthCheck check, CancellationToken cancellation);
}
