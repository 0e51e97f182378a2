namespace Bundt.Domain.Rehearsals;

/// <summary>What a rehearsal has found, and what probably caused it.</summary>
internal static class RehearsalFindings
{
    // Looks at the target groups are as far apart, and a request may meet a new server before any of them.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Of(Rehearsal rehearsal)
    {
        var found = rehearsal.Figures.SelectMany(figures => Of(rehearsal, figures)).ToList();
        // What has one cause is told once, where it was seen first.
        return found.Where(one => one.Cause is null || one == found.First(other => other.Cause == one.Cause))
            .Select(one => one.Cause is null ? one.What : $"{one.What}{Again([.. found.Where(other => other.Cause == one.Cause && other != one)])} {one.Cause}");
    }

    private static string Again(IReadOnlyList<Found> others) =>
        others.Count == 0 ? "" : $" So it was again: {string.Join(", ", others.Select(other => $"{other.Phase.Title} ({other.Count})"))}.";

    private static IEnumerable<Found> Of(Rehearsal rehearsal, PhaseFigures figures)
    {
        var phase = figures.Phase;
        if (phase.Error is { } error)
            yield return new(phase, $"{phase.Title}: {error}");
        // Whatever is killed loses what it had begun: what faults may cost is the experiments' own to judge.
        if (phase.Kind == PhaseKind.Faults)
            yield break;
        foreach (var failed in figures.Failed.GroupBy(request => request.WasCut).OrderByDescending(kind => kind.Key))
        {
            var count = $"{failed.Count()} of {figures.Requests.Count}";
            yield return new(phase, $"{phase.Title}: {count} requests failed, such as {figures.Examples(failed)[0]}.", count, failed.Key ? CauseOfCuts(rehearsal, phase, [.. failed]) : CauseOfAnswers(rehearsal, phase, [.. failed]));
        }

        if (figures.Wrong is [var wrong, ..])
            yield return new(phase, $"{phase.Title}: {figures.Wrong.Count} requests were answered as version {wrong.Version}, which was not to answer then: the load balancer still sent them to its servers, or a server is not of the release it says it is.");
        if (figures.Shortest is ({ } sample, { } targets))
            yield return new(phase, FormattableString.Invariant($"{phase.Title}: {targets.Name}, with {targets.Percent} % of live traffic, had {targets.Healthy} healthy servers of the {targets.Needs(phase.Needed)} that it needs, {(sample.At - phase.Begun).TotalSeconds:0.0} s after the beginning. A server failed its health check or ended; it is asked {rehearsal.Network.TargetGroups.Blue}."));
    }

    private static string CauseOfCuts(Rehearsal rehearsal, RehearsedPhase phase, IReadOnlyList<LoadedRequest> cut)
    {
        var delay = rehearsal.Network.Delay;
        var slowest = Slowest(rehearsal, cut);
        if (slowest > TimeSpan.FromSeconds(delay))
        {
            return FormattableString.Invariant($"Requests take up to {slowest.TotalSeconds:0.0} s, and a server that leaves may go on with them for {delay} s: ")
                + (delay == 0 ? "draining is off (deregistration_delay.timeout_seconds is 0 on the target groups). Set it to more than the longest request." : "raise deregistration_delay.timeout_seconds of the target groups above that.");
        }

        return phase.Kind is PhaseKind.ScaleIn or PhaseKind.Retire
            ? FormattableString.Invariant($"A server left while it had requests: it has {delay} s for them (deregistration_delay.timeout_seconds). See whether the application goes on with what it has when it is told to end.")
            : "A server ended, or closed its connections, while it had requests: the reports and events.jsonl of the runs tell what was going on then.";
    }

    private static string CauseOfAnswers(Rehearsal rehearsal, RehearsedPhase phase, IReadOnlyList<LoadedRequest> failed)
    {
        var paths = failed.Select(request => request.Path).ToHashSet();
        var first = rehearsal.Requests.Where(request => request is { Failure: not null, WasCut: false } && paths.Contains(request.Path)).Min(request => request.At);
        return (phase.From == rehearsal.New || phase.To == rehearsal.New) && rehearsal.Of(PhaseKind.Release)?.MoveBegun is { } begun && first >= begun - Moment
            ? $"Nobody answers so before {rehearsal.New} has traffic: its servers are called healthy before they can answer {string.Join(", ", paths)}, or cannot at all. Let the health check ({rehearsal.Network.TargetGroups.Blue.Path}) answer only when they can, and add the path to verify.requests."
            : "The reports and events.jsonl of the runs tell what was going on then.";
    }

    // Of the same paths, in the whole rehearsal: what was cut off did not take as long as it would have.
    private static TimeSpan Slowest(Rehearsal rehearsal, IReadOnlyList<LoadedRequest> cut)
    {
        var paths = cut.Select(request => request.Path).ToHashSet();
        return rehearsal.Requests.Where(request => request.Failure is null && paths.Contains(request.Path)).Select(request => request.Latency).DefaultIfEmpty(TimeSpan.Zero).Max();
    }

    private sealed record Found(RehearsedPhase Phase, string What, string? Count = null, string? Cause = null);
}
