using System.Collections.Immutable;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.State;

/// <summary>
/// The state of all regions. A change is a pure function from one snapshot to the next and is applied whole or not at all; readers never
/// wait and never see half a change.
/// </summary>
public sealed class Cloud
{
    private static readonly AsyncLocal<bool> Rehearsing = new();

    private readonly Lock _gate = new();
    private readonly AsyncLocal<Region?> _seen = new();
    private volatile ImmutableDictionary<string, Region> _regions = ImmutableDictionary<string, Region>.Empty;

    /// <summary>
    /// Raised after each change, outside the lock, with the region as it was and as it is. Reconcilers (Auto Scaling, load balancer, state
    /// file) listen here; handlers must return at once.
    /// </summary>
    public event Action<Region, Region>? Changed;

    /// <summary>All regions at this moment, by name: the same object until something changes.</summary>
    public IReadOnlyDictionary<string, Region> Snapshot => _regions;

    /// <summary>All regions that were ever used.</summary>
    public IEnumerable<Region> Regions => _regions.Values;

    /// <summary>
    /// The region as it is now, or as a caller <see cref="Seeing"/> the past sees it; a region that is named for the first time begins with
    /// AWS's defaults.
    /// </summary>
    public Region Read(string region) => _seen.Value is { } past && past.Name == region ? past
        : _regions.TryGetValue(region, out var found) ? found : Set(region, known => (known, 0)).After;

    /// <summary>Does work that reads a region as it once was.</summary>
    public async Task<T> Seeing<T>(Region past, Func<Task<T>> work)
    {
        // Ends with this method: what is set in an asynchronous method does not reach its caller.
        _seen.Value = past;
        return await work();
    }

    /// <summary>Applies a change. What <paramref name="change"/> throws leaves the state as it was and reaches the caller.</summary>
    public Region Change(string region, Func<Region, Region> change) => Change(region, known => (change(known), 0)).After;

    /// <summary>Applies a change that also answers something, such as the resource just made.</summary>
    public (Region After, T Answer) Change<T>(string region, Func<Region, (Region, T)> change)
    {
        if (!Rehearsing.Value)
            return Set(region, change);
        _ = change(Current(region));
        throw WouldHaveSucceeded();
    }

    /// <summary>
    /// Does a piece of work up to its first change, which is thought through and not made: nobody but the caller learns of it. So
    /// EC2's <c>DryRun</c> refuses what the real call refuses.
    /// </summary>
    /// <exception cref="AwsError"><c>DryRunOperation</c> (412) when nothing else is wrong.</exception>
    public async Task<T> Rehearse<T>(Func<Task<T>> work)
    {
        Rehearsing.Value = true;
        await work();
        throw WouldHaveSucceeded();
    }

    /// <summary>Replaces everything, after a restart or a reset. A region that is gone is told of as an empty one.</summary>
    public void Load(IEnumerable<Region> regions)
    {
        ImmutableDictionary<string, Region> before, after;
        lock (_gate)
        {
            before = _regions;
            _regions = after = regions.ToImmutableDictionary(r => r.Name);
        }

        foreach (var name in before.Keys.Union(after.Keys))
            Changed?.Invoke(before.GetValueOrDefault(name, new Region(name)), after.GetValueOrDefault(name, new Region(name)));
    }

    private static AwsError WouldHaveSucceeded() =>
        new("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);

    private Region Current(string region) => _regions.TryGetValue(region, out var found) ? found : Region.New(region);

    private (Region After, T Answer) Set<T>(string region, Func<Region, (Region, T)> change)
    {
        Region before, after;
        T answer;
        bool changes;
        lock (_gate)
        {
            before = _regions.TryGetValue(region, out var found) ? found : Region.New(region);
            (after, answer) = change(before);
            changes = !ReferenceEquals(found, after);
            if (changes)
                _regions = _regions.SetItem(region, after);
        }

        if (changes)
            Changed?.Invoke(before, after);
        return (after, answer);
    }
}
