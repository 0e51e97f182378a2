using System.Collections.Concurrent;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// The two nodes that every load balancer has. Each has its own view of rules and targets, and a change reaches each at its own time, as on
/// AWS, where a swap is not the same instant everywhere.
/// </summary>
internal sealed class Nodes : IDisposable
{
    /// <summary>How many nodes a load balancer has.</summary>
    public const int Count = 2;

    private static readonly TimeSpan[] Delays = [TimeSpan.Zero, TimeSpan.FromMilliseconds(50)];

    private readonly Cloud _cloud;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string Region, int Node), Region> _views = [];

    public Nodes(Cloud cloud, TimeProvider time)
    {
        (_cloud, _time) = (cloud, time);
        cloud.Changed += Learn;
    }

    /// <summary>The region as a node knows it.</summary>
    public Region View(string region, int node) => _views.GetOrAdd((region, node), key => _cloud.Read(key.Region));

    /// <summary>Whether every node's view fulfils a condition.</summary>
    public bool All(string region, Func<Region, bool> condition) => Enumerable.Range(0, Count).All(node => condition(View(region, node)));

    /// <inheritdoc />
    public void Dispose() => _cloud.Changed -= Learn;

    private void Learn(Region before, Region after)
    {
        for (var node = 0; node < Count; node++)
            _ = Learn(after.Name, node);
    }

    // What is read after the delay is never older than what was announced.
    private async Task Learn(string region, int node)
    {
        if (Delays[node] > TimeSpan.Zero)
            await Task.Delay(Delays[node], _time);
        _views[(region, node)] = _cloud.Read(region);
    }
}
