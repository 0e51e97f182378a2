using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Faults;

/// <summary>What regions were like a while ago. It is kept only while a fault looks back, and no longer than that one does.</summary>
internal sealed class Past
{
    private static readonly FaultKind[] LookingBack = [FaultKind.NotFound, FaultKind.StaleListing];

    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Until, Region Region)> _seen = [];
    private readonly Cloud _cloud;
    private readonly ArmedFaults _faults;
    private readonly TimeProvider _time;

    /// <summary>Follows the state from now on.</summary>
    public Past(Cloud cloud, ArmedFaults faults, TimeProvider time)
    {
        (_cloud, _faults, _time) = (cloud, faults, time);
        cloud.Changed += Keep;
    }

    /// <summary>The region as it was so many seconds ago; as it is when it did not change since.</summary>
    public Region Region(string name, double secondsAgo)
    {
        var then = _time.GetUtcNow().AddSeconds(-secondsAgo);
        lock (_gate)
        {
            var found = _seen.FindIndex(seen => seen.Region.Name == name && seen.Until > then);
            return found < 0 ? _cloud.Read(name) : _seen[found].Region;
        }
    }

    private void Keep(Region before, Region after)
    {
        var lags = LookingBack.SelectMany(kind => _faults.Of(kind)).Select(armed => armed.Fault.Seconds).ToList();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            _seen.RemoveAll(seen => lags.Count == 0 || seen.Until < now.AddSeconds(-lags.Max()));
            if (lags.Count > 0)
                _seen.Add((now, before));
        }
    }
}
