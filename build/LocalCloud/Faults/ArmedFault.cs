using System.IO.Hashing;
using System.Text;

namespace Bundt.LocalCloud.Faults;

/// <summary>A fault at work: what it was asked for, and what became of it. Not for use by several threads at once.</summary>
public sealed class ArmedFault(string id, Fault fault, FaultKind kind, DateTimeOffset since)
{
    private readonly Dictionary<string, int> _draws = [];
    private readonly int _most = fault.Count ?? kind.UsualCount;
    private int _skipped;

    /// <summary>Its id, given when it was armed.</summary>
    public string Id => id;

    /// <summary>What was asked for.</summary>
    public Fault Fault => fault;

    /// <summary>How it goes wrong.</summary>
    public FaultKind Kind => kind;

    /// <summary>How many times it struck.</summary>
    public int Struck { get; private set; }

    /// <summary>When it begins (UTC).</summary>
    public DateTimeOffset Begins { get; } = since.AddSeconds(fault.After);

    /// <summary>When it is over (UTC), or null.</summary>
    public DateTimeOffset? Ends { get; } = fault.For is { } seconds ? since.AddSeconds(fault.After + seconds) : null;

    /// <summary>Where it is: <c>waiting</c>, <c>armed</c>, <c>spent</c> (it struck as often as it should) or <c>over</c>.</summary>
    public string State(DateTimeOffset now) =>
        now >= Ends ? "over" : _most > 0 && Struck >= _most ? "spent" : now < Begins ? "waiting" : "armed";

    /// <summary>What <c>GET /_local/faults</c> shows of it.</summary>
    public FaultReport Report(DateTimeOffset now) => new(id, State(now), Struck, _most == 0 ? null : _most - Struck, fault);

    /// <summary>Whether it strikes the subject now; then it is counted.</summary>
    /// <param name="subject">What it may strike.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="when">Asked last before the draw, if nothing else spares the subject.</param>
    public bool Strikes(Subject subject, DateTimeOffset now, Func<ArmedFault, bool>? when)
    {
        var meant = State(now) == "armed" && now >= subject.Since.AddSeconds(fault.Age) && subject.IsMeantBy(fault);
        if (!meant || when?.Invoke(this) == false || !Drawn(subject) || _skipped++ < fault.Skip)
            return false;
        Struck++;
        return true;
    }

    /// <summary>
    /// A draw depends on the seed, on the action and on how many of its calls came before, and on nothing else: calls of other actions may
    /// come in any order, and the same ones are struck again.
    /// </summary>
    private bool Drawn(Subject subject)
    {
        if (fault.Chance >= 1)
            return true;
        var key = $"{subject.Call.Service}:{subject.Call.Action}";
        var number = _draws[key] = _draws.GetValueOrDefault(key) + 1;
        var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{fault.Seed} {kind.Name} {key} {number}"));
        return (hash >> 11) * Math.Pow(2, -53) < fault.Chance;
    }
}
