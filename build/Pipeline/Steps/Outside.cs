using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Looks at the application from outside.</summary>
public sealed class Outside(Prober prober, Poll poll, TimeProvider time)
{
    // Both nodes of a load balancer, and more on AWS, must have been met.
    private const int Consecutive = 10;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until consecutive probes answer with a version.</summary>
    /// <exception cref="Problem">The deadline passed.</exception>
    public Task Settle(Uri address, string version, TimeSpan limit, CancellationToken cancellation) => poll.Until(
        $"{address} to answer as version {version}", async token =>
        {
            for (var probe = 1; probe <= Consecutive; probe++)
            {
                if ((await prober.Send(address, token)).Reason(version, null) is { } reason)
                    return $"probe {probe} {reason}";
            }

            return null;
        }, limit, cancellation);

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
