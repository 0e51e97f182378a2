using System.Globalization;
using System.Text.Json;
using Bundt.Scenarios.Load;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>
/// Experiments on the live servers of an environment, by seed, while 100 requests a second arrive: how long each time until the group is whole, and
/// what the requests that were due in that time were answered with.
/// </summary>
/// <param name="cloud">The local cloud.</param>
/// <param name="environment">The environment, which allows them.</param>
internal sealed class ChaosCampaign(LocalCloud cloud, EnvironmentFile environment)
{
    private const int RequestsPerSecond = 100;

    /// <summary>The kinds that AWS has too.</summary>
    public const string OnAws = "terminate, unhealthy, zone, deregister";

    /// <summary>All kinds.</summary>
    public const string All = $"{OnAws}, instance-dies, instance-hangs, application-unhealthy, application-errors, boot-slow, boot-fails, no-capacity, throttling, error, latency, lost-answer, stale-listing, node-lag";

    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private readonly Given _given = new(cloud, environment, new(cloud, environment), new(cloud, environment));

    /// <summary>Makes experiments.</summary>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="experiments">How many.</param>
    public async Task<Waged> Wage(int seed, int experiments)
    {
        await using var load = await _given.Load(RequestsPerSecond);
        await Eventually.Holds("the load to be under way", () => load.Sent >= RequestsPerSecond);
        var begun = DateTimeOffset.UtcNow - load.Elapsed;
        var run = await cloud.Start("--target=Chaos", $"--env={environment.Name}", $"--seed={seed}", $"--experiments={experiments}").End(Patience);
        Narrator.Quote(run.Output);
        var sent = load.Sent;
        await Eventually.Holds("the load to go on for a while", () => load.Sent >= sent + RequestsPerSecond);
        var report = await load.Stop();
        return new(run, [.. await Told(report, begun)], report);
    }

    // What the history tells, with the requests that were due in the time of each.
    private async Task<IEnumerable<Trial>> Told(LoadReport load, DateTimeOffset begun)
    {
        var record = await new Then(cloud, environment).NewestRecord();
        return !record.TryGetProperty("experiments", out var experiments) ? [] : experiments.EnumerateArray().Select(one =>
        {
            var made = one.Deserialize<Made>(JsonSerializerOptions.Web)!;
            var (from, to) = (made.Begun - begun, made.Begun - begun + TimeSpan.FromSeconds(made.Seconds));
            var due = load.Answers.Where(answer => answer.Due >= from && answer.Due <= to).ToList();
            return new Trial(made, due.Count, due.Count(answer => answer.Failure is not null));
        });
    }

    /// <summary>An experiment, as the history has it.</summary>
    internal sealed record Made(int Number, string Kind, string Chosen, DateTimeOffset Begun, double Seconds, int Probes, int Failed, string? Lacking);

    /// <summary>An experiment, with what the load met with in its time.</summary>
    internal sealed record Trial(Made Made, int Requests, int Failed);

    /// <summary>All experiments of a run.</summary>
    internal sealed record Waged(BundtRun Run, IReadOnlyList<Trial> Trials, LoadReport Load)
    {
        /// <summary>What was chosen, one after another.</summary>
        public IReadOnlyList<string> Choices => [.. Trials.Select(trial => trial.Made.Chosen)];

        /// <summary>As a page.</summary>
        public string Table(string title) => string.Join('\n',
        [
            $"# {title}", "",
            "| | what | s | probes | failed | requests | failed |", "|---|---|---|---|---|---|---|",
            .. Trials.Select(trial => Line($"| {trial.Made.Number} | {trial.Made.Chosen} | {trial.Made.Seconds:0.0} | {trial.Made.Probes} | {trial.Made.Failed} | {trial.Requests} | {trial.Failed} |{(trial.Made.Lacking is null ? "" : $" not whole: {trial.Made.Lacking}")}")),
            "", "| kind | experiments | median s | worst s | requests | failed |", "|---|---|---|---|---|---|",
            .. Trials.GroupBy(trial => trial.Made.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Sum(kind.Key, [.. kind])),
            Sum("all", [.. Trials]), "", Load.ToString(), "",
        ]);

        private static string Sum(string kind, IReadOnlyList<Trial> trials) => trials.Count == 0 ? $"| {kind} | 0 |" : Line(
            $"| {kind} | {trials.Count} | {Median([.. trials.Select(trial => trial.Made.Seconds).Order()]):0.0} | {trials.Max(trial => trial.Made.Seconds):0.0} | {trials.Sum(trial => trial.Requests)} | {trials.Sum(trial => trial.Failed)} |");

        private static double Median(IReadOnlyList<double> ordered) => (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;

        private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
