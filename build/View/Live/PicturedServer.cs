namespace Bundt.View.Live;

/// <summary>A server in the picture of a run.</summary>
/// <param name="Id"><c>i-…</c></param>
/// <param name="Zone">Its availability zone.</param>
/// <param name="Lifecycle">Its lifecycle state in the group, such as <c>InService</c>.</param>
/// <param name="Health">What the load balancer thinks of it, such as <c>healthy</c> or <c>not registered</c>; null when it was not asked.</param>
/// <param name="Age">How long ago it was launched, where that is known.</param>
public sealed record PicturedServer(string Id, string Zone, string Lifecycle, string? Health, TimeSpan? Age)
{
    /// <summary>Whether it can carry traffic.</summary>
    public bool IsReady => Lifecycle == "InService" && Health is null or "healthy";
}
