using Bundt.Cloud.Experiments;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Experiments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Strikes live servers, and takes back of it what does not pass by itself: faults of the local cloud, and servers that are out of their target group.</summary>
public sealed class Striking(IStrikes strikes, TimeProvider time)
{
    /// <summary>How long a server stays out of its target group before it is put back.</summary>
    private static readonly TimeSpan Out = TimeSpan.FromSeconds(15);

    private string? _armed;
    private string? _out;
    private long _since;

    /// <summary>Strikes.</summary>
    /// <exception cref="Problem">It could not be done. What was armed is to be taken back all the same.</exception>
    public async Task Do(Strike strike, TargetGroup target)
    {
        if (strike.Fault is { } fault)
            _armed = await strikes.Arm(fault);
        _since = time.GetTimestamp();
        foreach (var server in strike.Servers)
        {
            if (strike.Terminates)
                await strikes.Terminate(server.Id);
            else if (strike.Kind == ChaosKind.Unhealthy)
                await strikes.MarkUnhealthy(server.Id);
            else if (strike.Kind == ChaosKind.Deregister)
                await TakeOut(target, server.Id);
        }
    }

    /// <summary>Looks whether the strike itself is over, and puts back what has been out for long enough.</summary>
    /// <param name="strike">The strike.</param>
    /// <param name="target">The target group.</param>
    /// <param name="now">The group as it is now.</param>
    /// <returns>Why it is not over, or null.</returns>
    public async Task<string?> Reason(Strike strike, TargetGroup target, ServerGroup now)
    {
        var since = time.GetElapsedTime(_since);
        if (_armed is not null && strike.Fault?.For is { } seconds && since < TimeSpan.FromSeconds(seconds))
            return $"the fault lasts {seconds:0} s";
        if (_out is { } server && !now.Servers.Any(one => one.Id == server && one.InService))
            _out = null; // Auto Scaling has taken it for failed, and replaces it.
        if (_out is null)
            return strike.Reason(now);
        if (since < Out)
            return $"{_out} is out of {target.Name}";
        await strikes.Register(target, _out);
        _out = null;
        return $"{strike.Servers[0].Id} was put back into {target.Name}";
    }

    /// <summary>Takes back what does not pass by itself.</summary>
    /// <returns>What could not be taken back, or null.</returns>
    public async Task<Problem?> TakeBack(TargetGroup target)
    {
        var armed = await Disarm();
        return await Try(async () =>
        {
            if (_out is { } server)
                await strikes.Register(target, server);
            _out = null;
        }) ?? armed;
    }

    /// <summary>Takes the fault of the local cloud away, where one is armed.</summary>
    /// <returns>Why it is still there, or null.</returns>
    public Task<Problem?> Disarm() => Try(async () =>
    {
        if (_armed is { } fault)
            await strikes.Disarm(fault);
        _armed = null;
    });

    // Where nobody answered, it may be out; where it was refused, it is not.
    private async Task TakeOut(TargetGroup target, string server)
    {
        _out = server;
        try
        {
            await strikes.Deregister(target, server);
        }
        catch (Problem refused) when (refused is not NoAnswer)
        {
            _out = null;
            throw;
        }
    }

    private static async Task<Problem?> Try(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Problem problem)
        {
            return problem;
        }
    }
}
