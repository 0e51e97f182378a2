using System.Collections.Immutable;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>The targets of one group that may get requests, and which of them is next.</summary>
internal sealed class Pool(TargetGroup group, ImmutableArray<Backend> members)
{
    private readonly TimeSpan _slowStart = group.Seconds(AttributeKeys.SlowStart);
    private readonly bool _leastBusy = group.Attribute(AttributeKeys.Algorithm) == "least_outstanding_requests";
    private int _turn = Random.Shared.Next(1000);

    /// <summary>Seconds for which a client stays on its target, or null when it does not.</summary>
    public int? StickySeconds { get; } =
        group.Attribute(AttributeKeys.Sticky) == "true" ? (int)group.Seconds(AttributeKeys.StickyFor).TotalSeconds : null;

    /// <summary>Whether there is nobody to send a request to.</summary>
    public bool IsEmpty => members.IsEmpty;

    /// <summary>The member that a client is to stay on, if it is still one.</summary>
    public Backend? Find(string? instanceId) => instanceId is null ? null
        : members.FirstOrDefault(member => member.Key.InstanceId == instanceId);

    /// <summary>
    /// The next member in turn, or the least busy one, or null when there is none. A member in its slow start is passed over, the
    /// more often the younger it is.
    /// </summary>
    public Backend? Next(DateTimeOffset now)
    {
        if (members.IsEmpty)
            return null;
        if (_leastBusy)
            return members.MinBy(member => member.InFlight);
        for (var tries = 0; tries < members.Length; tries++)
        {
            var member = Turn();
            if (_slowStart == TimeSpan.Zero || now - member.Since > _slowStart * Random.Shared.NextDouble())
                return member;
        }

        return Turn();
    }

    private Backend Turn() => members[(int)((uint)Interlocked.Increment(ref _turn) % (uint)members.Length)];
}
