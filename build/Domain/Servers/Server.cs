using Bundt.Domain.Images;

namespace Bundt.Domain.Servers;

/// <summary>An instance of a server group.</summary>
/// <param name="Id"><c>i-…</c></param>
/// <param name="Zone">Its availability zone.</param>
/// <param name="Lifecycle">Its lifecycle state in the group, such as <c>InService</c>.</param>
/// <param name="Healthy">Whether the group thinks it healthy.</param>
/// <param name="Image">The image it runs, where that was asked for.</param>
/// <param name="Launched">When it was launched (UTC), where that was asked for.</param>
public sealed record Server(string Id, string Zone, string Lifecycle, bool Healthy, ImageId? Image = null, DateTimeOffset? Launched = null)
{
    /// <summary>Whether it is in service.</summary>
    public bool InService => Lifecycle == "InService" && Healthy;
}
