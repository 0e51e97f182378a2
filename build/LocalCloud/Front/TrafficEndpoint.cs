using System.Text.Json;

namespace Bundt.LocalCloud.Front;

/// <summary>What the load balancers tell about their traffic; no part of AWS.</summary>
public static class TrafficEndpoint
{
    /// <summary>Maps <c>GET /_local/traffic</c>: how many requests went where since the start, as JSON.</summary>
    public static void MapTraffic(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/_local/traffic", (TrafficCounts counts) => Results.Json(
        counts.All
            .OrderBy(count => (count.Key.Listener, count.Key.TargetGroup, count.Key.Target, count.Key.Status))
            .Select(count => new { count.Key.Listener, count.Key.TargetGroup, count.Key.Target, count.Key.Status, Requests = count.Value }),
        JsonSerializerOptions.Web));
}
