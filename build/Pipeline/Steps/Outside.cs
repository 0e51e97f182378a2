using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Looks at the application from outside.</summary>
public sealed class Outside(IProber prober, Poll poll, TimeProvider time)
{
    // Both nodes of a load balancer, and more on AWS, must have been met.
    private const int Consecutive = 10;

    // One bad answer may be an accident of the network.
    private const int Tolerated = 3;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until consecutive probes answer with a version. Another version may still answer meanwhile, but somebody has to.</summary>
    /// <param name="address">Where the public finds it.</param>
    /// <param name="version">The version.</param>
    /// <param name="replaces">Whether another version answered until now; where none did, there may be no answer for a while.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Problem">The deadline passed, or nobody answers any more.</exception>
    public Task Settle(Uri address, string version, bool replaces, TimeSpan limit, CancellationToken cancellation)
    {
        var failed = 0;
        return poll.Until($"{address} to answer as version {version}", async token =>
        {
            for (var number = 1; number <= Consecutive; number++)
            {
                var probe = await prober.Send(address, token);
                failed = probe.Status == 200 ? 0 : failed + 1;
                if (replaces && failed == Tolerated)
                    throw new Problem($"{address} fails right after the swap: {failed} probes in a row, and the last {probe.Reason(version, null)}.");
                if (probe.Reason(version, null) is { } reason)
                    return $"probe {number} {reason}";
            }

            return null;
        }, limit, cancellation);
    }

    /// <summary>Probes until all servers were seen, at most a multiple of the probes asked for; judging is left to the verdict.</summary>
    public async Task<IReadOnlyList<Probe>> Look(Uri address, int probes, IReadOnlyCollection<string> servers, CancellationToken cancellation)
    {
        var seen = new List<Probe>();
        while (seen.Count < probes || (seen.Count < probes * 5 && servers.Except(seen.Select(probe => probe.Server)).Any()))
            seen.Add(await prober.Send(address, cancellation));
        return seen;
    }

    /// <summary>Watches for a while; ends early with the reason when it goes wrong.</summary>
    public async Task<string?> Watch(Uri address, string version, TimeSpan duration, double failedPercent, CancellationToken cancellation)
    {
        var (started, probes) = (time.GetTimestamp(), new List<Probe>());
        using var pace = new PeriodicTimer(Pace, time);
        while (time.GetElapsedTime(started) < duration && await pace.WaitForNextTickAsync(cancellation))
        {
            probes.Add(await prober.Send(address, cancellation));
            // A single bad answer among few says little; from twenty on a share means something.
            if (probes.Count >= 20 && Domain.Traffic.Watch.Reason(probes, version, failedPercent) is { } reason)
                return reason;
        }

        return Domain.Traffic.Watch.Reason(probes, version, failedPercent);
    }
}
