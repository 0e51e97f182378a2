using System.Collections.Concurrent;
using Bundt.Cloud;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline;

/// <summary>The environment as the run has seen it: for the report at first and at last, for the live view now.</summary>
public sealed class Sightings(TimeProvider time) : ISightings
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<TargetHealth>> _health = [];

    /// <summary>The server groups as they were listed first, or null.</summary>
    public SeenFleet? First { get; private set; }

    /// <summary>The server groups as they were listed last, or null.</summary>
    public SeenFleet? Last { get; private set; }

    /// <summary>The server groups and live traffic as far as they are known now, each as it was read last; or null.</summary>
    public Fleet? Now { get; private set; }

    /// <summary>What the load balancer thought of a group's server when it was asked last; null where it was not asked about its target group.</summary>
    public string? Health(ServerGroup group, Server server) => group.TargetGroups.Where(_health.ContainsKey).ToList() is not { Count: > 0 } asked ? null
        : asked.SelectMany(target => _health[target]).FirstOrDefault(target => target.ServerId == server.Id)?.State ?? "not registered";

    /// <inheritdoc />
    public void Saw(Routing routing)
    {
        lock (_gate)
            Now = Now is null ? new([], routing) : Now with { Routing = routing };
    }

    /// <inheritdoc />
    public void Saw(Fleet fleet)
    {
        lock (_gate)
        {
            Now = fleet;
            Last = new(time.GetUtcNow(), fleet);
            First ??= Last;
        }
    }

    /// <inheritdoc />
    public void Saw(ServerGroup group)
    {
        lock (_gate)
            Now = Now is null ? null : Now with { Groups = [.. Now.Groups.Where(known => known.Name != group.Name), group] };
    }

    /// <inheritdoc />
    public void Saw(TargetGroup target, IReadOnlyList<TargetHealth> health) => _health[target.Arn] = health;
}
