namespace Bundt.Domain.Rehearsals;

/// <summary>What a rehearsal has found, and what probably caused it.</summary>
internal static class RehearsalFindings
{
    // A first request may meet a new server right before the first that tells its version.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Of(Rehearsal rehearsal) => rehearsal.Figures.SelectMany(figures => Of(rehearsal, figures));

    private static IEnumerable<string> Of(Rehearsal rehearsal, PhaseFigures figures)
    {
        var phase = figures.Phase;
        if (phase.Error is { } error)
            yield return $"{phase.Title}: {error}";
        // Whatever is killed loses what it had begun: what faults may cost is the experiments' own to judge.
        if (phase.Kind == PhaseKind.Faults)
            yield break;
        if (figures.Failed.Count > 0)
            yield return FormattableString.Invariant($"{phase.Title}: {figures.Failed.Count} of {figures.Requests.Count} requests failed, such as {figures.Examples[0]}. {Cause(rehearsal, figures)}");
        if (figures.Wrong is [var wrong, ..])
            yield return FormattableString.Invariant($"{phase.Title}: {figures.Wrong.Count} requests were answered as version {wrong.Version}, which was not to answer then: the load balancer still sent them to its servers, or a server is not of the release it says it is.");
        if (figures.Shortest is ({ } sample, { } targets))
            yield return FormattableString.Invariant($"{phase.Title}: {targets.Name}, with {targets.Percent} % of live traffic, had {targets.Healthy} healthy servers of the {targets.Needs(phase.Needed)} that it needs, {(sample.At - phase.Begun).TotalSeconds:0.0} s after the beginning. A server failed its health check or ended: {Checks(rehearsal)}; the run's events.jsonl has what AWS said.");
    }

    private static string Cause(Rehearsal rehearsal, PhaseFigures figures)
    {
        var (phase, first) = (figures.Phase, figures.Failed[0]);
        var delay = rehearsal.Network.Delay;
        var slowest = Slowest(rehearsal, figures);
        if (Leaves(figures.Phase) && slowest > TimeSpan.FromSeconds(delay))
        {
            return FormattableString.Invariant($"Requests take up to {slowest.TotalSeconds:0.0} s, and a server that leaves may go on with them for {delay} s: ")
                + (delay == 0 ? "draining is off (deregistration_delay.timeout_seconds is 0 on the target groups). Set it to more than the longest request." : "raise deregistration_delay.timeout_seconds of the target groups above that.");
        }

        if (phase.Moves && figures.FirstMet is { } met && first.At >= met - Moment && figures.Failed.All(request => request.At >= met - Moment))
        {
            return $"It began when {phase.To} had its first traffic: its servers are called healthy before they can answer {string.Join(", ", figures.Failed.Select(request => request.Path).Distinct().Take(3))}. "
                + $"Let the health check ({rehearsal.Network.TargetGroups.Blue.Path}) answer only then, and add the path to verify.requests.";
        }

        return Leaves(figures.Phase)
            ? FormattableString.Invariant($"A server left while it had requests: it has {delay} s for them (deregistration_delay.timeout_seconds). See whether the application goes on with what it has when it is told to end.")
            : "Its run's report and events.jsonl tell what was going on then.";
    }

    private static bool Leaves(RehearsedPhase phase) => phase.Kind is PhaseKind.ScaleIn or PhaseKind.Retire;

    // Of the same paths, in the whole rehearsal: what was cut off did not take as long as it would have.
    private static TimeSpan Slowest(Rehearsal rehearsal, PhaseFigures figures)
    {
        var paths = figures.Failed.Select(request => request.Path).ToHashSet();
        return rehearsal.Requests.Where(request => request.Failure is null && paths.Contains(request.Path)).Select(request => request.Latency).DefaultIfEmpty(TimeSpan.Zero).Max();
    }

    private static string Checks(Rehearsal rehearsal) => $"it is asked {rehearsal.Network.TargetGroups.Blue}";
}
