using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>A load balancer whose live rule is a pair of weights; it tells which version the public meets.</summary>
/// <param name="routing">Live traffic at first.</param>
/// <param name="servers">The servers of both groups; all are healthy.</param>
internal sealed class FakeBalancer(Routing routing, IReadOnlyList<string> servers) : ITraffic
{
    private readonly Dictionary<string, Routing> _read = [];
    private Routing _now = routing;
    private Routing? _before;
    private int _stale;
    private int _probes;

    /// <summary>What was done, in order.</summary>
    public List<string> Done { get; } = [];

    /// <summary>How many reads after each modification still show what was before it.</summary>
    public int Lag { get; set; }

    /// <summary>Is told of each modification, and may throw instead of making it.</summary>
    public Action<int> Modifying { get; set; } = _ => { };

    /// <summary>Is told when it was made.</summary>
    public Action Modified { get; set; } = () => { };

    /// <summary>Is told when the earlier actions are to be put back, and may throw instead of doing so.</summary>
    public Action Restoring { get; set; } = () => { };

    /// <summary>Whether the new version fails.</summary>
    public bool IsBad { get; set; }

    /// <summary>From which of its answers on it does, or null.</summary>
    public int? BadAfter { get; set; }

    /// <summary>Whether the old version fails.</summary>
    public bool IsOldBad { get; set; }

    /// <summary>The version that answers the next request to an address, or null for an error.</summary>
    public string? Version(Uri address) => address != Some.Green.Preview && Next() == Some.Blue ? IsOldBad ? null : "1.4.2" : IsBad || BadAfter-- <= 0 ? null : "1.5.0";

    /// <summary>Somebody else sets the rule.</summary>
    public void Meddle(int blue, int green) => _now = Weighing(blue, green);

    /// <summary>The target group that the next request is sent to: each in turn, according to its weight.</summary>
    public TargetGroup Next() => _probes++ % 100 < _now.Percent(Some.Green) ? Some.Green : Some.Blue;

    public Task<Routing> Read()
    {
        if (_before is { } before && _stale-- > 0)
            return Task.FromResult(before);
        _read[_now.Actions] = _now;
        return Task.FromResult(_now);
    }

    public Task<IReadOnlyList<TargetHealth>> Health(TargetGroup target) =>
        Task.FromResult<IReadOnlyList<TargetHealth>>([.. servers.Select(server => new TargetHealth(server, "healthy", null, null))]);

    public Task Forward(Routing read, TargetGroup target, int percent = 100)
    {
        if (read.Actions != _now.Actions)
            throw new Problem("The live rule was changed by somebody else.");
        Modifying(percent);
        Done.Add($"{percent} % to {target.Name}");
        (_before, _stale) = (_now, Lag);
        _now = target == Some.Green ? Weighing(100 - percent, percent) : Weighing(percent, 100 - percent);
        Modified();
        return Task.CompletedTask;
    }

    public Task Restore(Routing read)
    {
        Restoring();
        Done.Add($"back to {read.Actions}");
        _now = _read.GetValueOrDefault(read.Actions, read);
        return Task.CompletedTask;
    }

    private Routing Weighing(int blue, int green) => _now with
    {
        Weights = new[] { (Some.Blue.Arn, blue), (Some.Green.Arn, green) }.Where(weight => weight.Item2 > 0).ToDictionary(weight => weight.Item1, weight => weight.Item2),
        Actions = $"{blue} blue, {green} green",
    };
}
