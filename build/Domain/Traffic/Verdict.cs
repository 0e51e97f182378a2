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

    /// <summary>Judges a script of the team's by its exit code: 0 passes, 2 cannot tell, any other fails.</summary>
    /// <param name="script">Its name.</param>
    /// <param name="code">Its exit code, or null when it took too long.</param>
    /// <param name="limit">The key of its time limit.</param>
    public static Verdict Of(string script, int? code, string limit) => code switch
    {
        0 => new(Outcome.Pass, script),
        2 => new(Outcome.Inconclusive, $"{script} cannot tell (exit code 2)"),
        null => new(Outcome.Inconclusive, $"{script} took longer than {limit}"),
        _ => new(Outcome.Fail, $"{script} ended with exit code {code}"),
    };

    /// <summary>The verdict of all: the first failure, else the first that could not be judged, else a pass.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="passed">What is said when all passed.</param>
    public static Verdict Worst(IReadOnlyCollection<Verdict> verdicts, string passed) =>
        verdicts.FirstOrDefault(verdict => verdict.Outcome == Outcome.Fail)
        ?? verdicts.FirstOrDefault(verdict => verdict.Outcome == Outcome.Inconclusive)
        ?? new(Outcome.Pass, passed);
}
