namespace Bundt.Domain.Traffic;

/// <summary>The outcome of a verification. Anything but a pass leaves live traffic as it was.</summary>
/// <param name="Outcome">Pass, fail or inconclusive.</param>
/// <param name="Why">The reason, for people; what passed, when it did.</param>
public sealed record Verdict(Outcome Outcome, string Why)
{
    /// <summary>Judges the probes of a server group through its preview.</summary>
    /// <param name="probes">Consecutive probes.</param>
    /// <param name="servers">The servers that must be among those that answered; empty when answers name no server.</param>
    /// <param name="version">The version expected.</param>
    /// <param name="commit">The commit expected.</param>
    public static Verdict Of(IReadOnlyCollection<Probe> probes, IReadOnlyCollection<string> servers, string version, string commit)
    {
        if (probes.Count == 0)
            return new(Outcome.Inconclusive, "nothing was probed");
        // A wrong answer is a failure, whatever else was not answered at all.
        var wrong = probes.Select(probe => (Probe: probe, Reason: probe.Reason(version, commit)))
            .OrderBy(x => x.Probe.Status is null).FirstOrDefault(x => x.Reason is not null);
        if (wrong.Reason is not null)
            return new(wrong.Probe.Status is null ? Outcome.Inconclusive : Outcome.Fail, $"{wrong.Probe.Server ?? "a server"} {wrong.Reason}");
        var unseen = servers.Except(probes.Select(probe => probe.Server).OfType<string>()).ToList();
        return unseen.Count > 0
            ? new(Outcome.Inconclusive, $"{string.Join(", ", unseen)} answered none of {probes.Count} probes")
            : new(Outcome.Pass, $"{probes.Count} probes of {servers.Count} servers answered as {version}");
    }
}
