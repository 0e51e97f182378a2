using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>The backends of all registered targets. Only the front's own loop changes them.</summary>
internal sealed class Backends(TimeProvider time)
{
    private readonly Dictionary<TargetKey, Backend> _known = [];

    /// <summary>The backend of a target, made when it is new, its requests were cut, or its instance changed its address.</summary>
    public Backend Of(TargetKey key, Region region)
    {
        var address = region.Instances.GetValueOrDefault(key.InstanceId)?.PrivateIp is { Length: > 0 } own ? own : null;
        if (_known.TryGetValue(key, out var known) && !known.Ended.IsCancellationRequested && known.Prefix == Prefix(address, key))
            return known;
        return _known[key] = new Backend(key, address, time.GetUtcNow());
    }

    /// <summary>The backend of a target that is draining, or null when it never had any.</summary>
    public Backend? Find(TargetKey key) => _known.GetValueOrDefault(key);

    /// <summary>Forgets those of a region that are no longer registered.</summary>
    /// <returns>The forgotten ones; they may still have requests in flight.</returns>
    public IReadOnlyList<Backend> Forget(Region region)
    {
        var gone = _known.Values.Where(backend => backend.Key.Region == region.Name && backend.Key.In(region) is null).ToList();
        gone.ForEach(backend => _known.Remove(backend.Key));
        return gone;
    }

    private static string? Prefix(string? address, TargetKey key) => address is null ? null : $"http://{address}:{key.Port}";
}
