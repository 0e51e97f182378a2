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

    // So many probes a server before one that was not met is taken for one that does not answer: of a thousand servers that are chosen by
    // chance, any at all stays unmet in less than one look of a hundred.
    private const int Chances = 12;

    // From so many on, the slowest twentieth is more than one.
    private const int Sample = 40;

    private const string Answering = " to answer as version ";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether what is waited for is that a modification of the live rule is seen from outside.</summary>
    internal static bool IsSettling(string what) => what.Contains(Answering, StringComparison.Ordinal);

    /// <summary>
    /// Waits until consecutive probes are answered as expected, the first of the versions among them. Another version may still answer
    /// meanwhile, but somebody has to.
    /// </summary>
    /// <param name="address">Where the public finds it.</param>
    /// <param name="versions">The version that is to answer, and any others that may.</param>
    /// <param name="replaces">Whether another version answered until now; where none did, there may be no answer for a while.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="seen">Counts the probes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Problem">The deadline passed, or nobody answers any more.</exception>
    public Task Settle(
        Uri address, IReadOnlyList<string> versions, bool replaces, TimeSpan limit, Observations seen, CancellationToken cancellation)
    {
        var failed = 0;
        var met = false;
        return poll.Until($"{address}{Answering}{versions[0]}", async token =>
        {
            for (var number = 1; number <= Consecutive; number++)
            {
                var probe = seen.Count(await prober.Send(address, token));
                failed = probe.Status == 200 ? 0 : failed + 1;
                met |= probe.Version == versions[0];
                if (replaces && failed == Tolerated)
                    throw new Problem($"{address} fails right after the swap: {failed} probes in a row, and the last {probe.Reason(versions)}.");
                if (probe.Reason(versions) is { } reason)
                    return $"probe {number} {reason}";
            }

            return met ? null : $"no probe was answered as version {versions[0]}";
        }, limit, cancellation);
    }

    /// <summary>Probes until all servers were seen, so long as there is a chance to; judging is left to the verdict.</summary>
    /// <param name="address">Where to look.</param>
    /// <param name="probes">How many probes to send at least.</param>
    /// <param name="servers">The ids of the servers to see.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<Probe>> Look(Uri address, int probes, IReadOnlyCollection<string> servers, CancellationToken cancellation)
    {
        var (seen, unseen) = (new List<Probe>(), servers.ToHashSet());
        var limit = Math.Max(probes, servers.Count) * Chances;
        while (seen.Count < probes || (unseen.Count > 0 && seen.Count < limit))
        {
            var probe = await prober.Send(address, cancellation);
            seen.Add(probe);
            unseen.Remove(probe.Server ?? "");
        }

        return seen;
    }

    /// <summary>Measures what answers at an address now, at the pace of a watch.</summary>
    public async Task<Figures> Measure(Uri address, CancellationToken cancellation)
    {
        var probes = new List<Probe>();
        using var pace = poll.Every(Pace);
        while (probes.Count < Sample && await pace.WaitForNextTickAsync(cancellation))
            probes.Add(await prober.Send(address, cancellation));
        return Figures.Of(probes);
    }

    /// <summary>Probes at the pace of a watch until it is ended, and judges nothing.</summary>
    /// <param name="address">Where to look.</param>
    /// <param name="seen">Counts the probes.</param>
    /// <param name="ended">Ends it.</param>
    public async Task Accompany(Uri address, Observations seen, CancellationToken ended)
    {
        using var pace = poll.Every(Pace);
        try
        {
            while (await pace.WaitForNextTickAsync(ended))
                seen.Count(await prober.Send(address, ended));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // What it accompanied is over.
        }
    }

    /// <summary>Watches for a while; ends early with the reason when it goes wrong.</summary>
    /// <param name="address">Where to look.</param>
    /// <param name="versions">The versions that may answer.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="limits">What the probes may show.</param>
    /// <param name="seen">Counts the probes, or null where they do not meet live traffic.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<string?> Watch(
        Uri address, IReadOnlyList<string> versions, TimeSpan duration, WatchLimits limits, Observations? seen, CancellationToken cancellation)
    {
        var (started, probes) = (time.GetTimestamp(), new List<Probe>());
        using var pace = poll.Every(Pace);
        while (time.GetElapsedTime(started) < duration && await pace.WaitForNextTickAsync(cancellation))
        {
            var probe = await prober.Send(address, cancellation);
            probes.Add(probe);
            seen?.Count(probe);
            if (Domain.Traffic.Watch.ReasonSoFar(probes, versions, limits) is { } reason)
                return reason;
        }

        return Domain.Traffic.Watch.Reason(probes, versions, limits);
    }
}
