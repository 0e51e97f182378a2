using System.Net;

namespace Bundt.LocalCloud.Front;

/// <summary>The ports that listeners of this cloud have, or are about to give back: a new listener on one of them need only wait.</summary>
internal sealed class HeldPorts
{
    private readonly Lock _gate = new();
    private readonly List<IPEndPoint> _held = [];

    /// <summary>Counts a port as held; once for each server that has it or tries to.</summary>
    public void Hold(IPEndPoint port)
    {
        lock (_gate)
            _held.Add(port);
    }

    /// <summary>Takes back one <see cref="Hold"/>.</summary>
    public void Release(IPEndPoint port)
    {
        lock (_gate)
            _held.Remove(port);
    }

    /// <summary>Whether a listener of this cloud has the port.</summary>
    public bool Has(IPEndPoint port)
    {
        lock (_gate)
            return _held.Contains(port);
    }
}
