using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Ends the draining of targets: at once when no node sends them requests any more and none is in flight, at the latest after the
/// deregistration delay (ELB user guide, deregistration delay).
/// </summary>
internal sealed class Draining(Cloud cloud, Nodes nodes, InFlight inFlight, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    private readonly Dictionary<(string Region, string Arn, string Instance), long> _since = [];
    private readonly SemaphoreSlim _changed = new(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        cloud.Changed += Notice;
        try
        {
            while (true)
            {
                // While something drains, nodes learn at their own time; otherwise nothing happens here at all.
                await _changed.WaitAsync(_since.Count > 0 ? Look : Timeout.InfiniteTimeSpan, stoppingToken);
                Reconcile();
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
        finally
        {
            cloud.Changed -= Notice;
        }
    }

    private void Notice(Region before, Region after)
    {
        if (!ReferenceEquals(before.TargetGroups, after.TargetGroups))
            _changed.Release();
    }

    private void Reconcile()
    {
        var draining = cloud.Regions.SelectMany(region => region.TargetGroups.Values.SelectMany(group => group.Targets.Values
            .Where(target => target.State == "draining")
            .Select(target => (Key: (Region: region.Name, group.Arn, Instance: target.InstanceId), group.DeregistrationDelay)))).ToList();
        foreach (var gone in _since.Keys.Except(draining.Select(x => x.Key)).ToList())
            _since.Remove(gone);
        foreach (var (key, delay) in draining)
        {
            _since.TryAdd(key, time.GetTimestamp());
            if (time.GetElapsedTime(_since[key]) >= delay || IsIdle(key))
                Remove(key);
        }
    }

    private bool IsIdle((string Region, string Arn, string Instance) key) =>
        nodes.All(key.Region, view => !view.TargetGroups.TryGetValue(key.Arn, out var group) || !group.Targets.TryGetValue(key.Instance, out var target) || target.State == "draining")
        && inFlight.Of(key.Arn, key.Instance) == 0;

    private void Remove((string Region, string Arn, string Instance) key)
    {
        cloud.Change(key.Region, region => region.WithTargetGroup(key.Arn, group => group with { Targets = group.Targets.Remove(key.Instance) }));
        inFlight.Forget(key.Arn, key.Instance);
        _since.Remove(key);
    }
}
