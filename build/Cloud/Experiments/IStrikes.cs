using Bundt.Domain.Experiments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Experiments;

/// <summary>What can be done to live servers to see whether their group survives it. Each is a write, and needs the lease.</summary>
public interface IStrikes
{
    /// <summary>Has Auto Scaling terminate a server and put another in its place.</summary>
    Task Terminate(string server);

    /// <summary>Marks a server unhealthy for its group, within its grace period too.</summary>
    Task MarkUnhealthy(string server);

    /// <summary>Takes a server out of its target group.</summary>
    Task Deregister(TargetGroup target, string server);

    /// <summary>Puts a server into its target group; one that is there already is fine.</summary>
    Task Register(TargetGroup target, string server);

    /// <summary>Arms a fault of the local cloud.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="Domain.Problem">The local cloud is not there, or refuses it.</exception>
    Task<string> Arm(LocalFault fault);

    /// <summary>Takes a fault away again, with or without the lease; one that is gone is fine.</summary>
    Task Disarm(string fault);
}
