using System.Collections.Immutable;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>The targets of one group that may get requests, and which of them is next.</summary>
internal sealed class Pool
{
    private readonly ImmutableArray<Backend> _members;
    private readonly TimeSpan _slowStart;
    private readonly string _algorithm;
    private int _turn = Random.Shared.Next(1000);

    /// <summary>Makes it.</summary>
    public Pool(TargetGroup group, ImmutableArray<Backend> members)
    {
        _members = members;
        _slowStart = group.Seconds(AttributeKeys.SlowStart);
        _algorithm = group.Attribute(AttributeKeys.Algorithm);
        if (group.Attribute(AttributeKeys.Sticky) != "true")
            return;
        var application = group.Attribute(AttributeKeys.StickinessType) == "app_cookie";
        ApplicationCookie = application ? group.Attribute(AttributeKeys.AppCookie) : null;
        StickySeconds = (int)group.Seconds(application ? AttributeKeys.AppCookieFor : AttributeKeys.StickyFor).TotalSeconds;
    }

    /// <summary>Seconds for which a client stays on its target, or null when it does not.</summary>
    public int? StickySeconds { get; }

    /// <summary>The application's cookie that a client must have to stay on its target, or null when it needs none.</summary>
    public string? ApplicationCookie { get; }

    /// <summary>The member that a client is to stay on, such as <c>i-1:8080</c>, if it is still one.</summary>
    public Backend? Find(string? target) => target is null ? null
        : _members.FirstOrDefault(member => $"{member.Key.InstanceId}:{member.Key.Port}" == target);

    /// <summary>
    /// The next member in turn, by chance, or the least busy one, or null when there is none. A member in its slow start is passed over,
    /// the more often the younger it is.
    /// </summary>
    public Backend? Next(DateTimeOffset now)
    {
        if (_members.IsEmpty)
            return null;
        if (_algorithm == "least_outstanding_requests")
            return _members.MinBy(member => member.InFlight);
        if (_algorithm == "weighted_random")
            return _members[Random.Shared.Next(_members.Length)];
        for (var tries = 0; tries < _members.Length; tries++)
        {
            var member = Turn();
            if (_slowStart == TimeSpan.Zero || now - member.Since > _slowStart * Random.Shared.NextDouble())
                return member;
        }

        return Turn();
    }

    private Backend Turn() => _members[(int)((uint)Interlocked.Increment(ref _turn) % (uint)_members.Length)];
}
