namespace Bundt.LocalCloud.Front;

/// <summary>One of the two nodes of a load balancer. It has a view of its own, which follows the state at its own time.</summary>
internal sealed class Node(TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile Routes? _routes;

    /// <summary>What it knows; null before it knows anything.</summary>
    public Routes? Routes => _routes;

    /// <summary>Tells it the latest view.</summary>
    /// <param name="routes">The view.</param>
    /// <param name="lag">When it will take it in.</param>
    /// <returns>Completes when it acts by this view or a later one.</returns>
    public async Task Offer(Routes routes, TimeSpan lag)
    {
        if (lag > TimeSpan.Zero)
            await Task.Delay(lag, time);
        lock (_gate)
        {
            if (_routes is null || _routes.Number < routes.Number)
                _routes = routes;
        }

        // A full fence, so that whoever saw the view before this has counted its request in, where a drain then sees it.
        Interlocked.MemoryBarrier();
    }
}
