using System.Text.Json;
using System.Text.Json.Serialization;
using Bundt.Domain.Rehearsals;

namespace Bundt.View.Reports;

/// <summary>A rehearsal for scripts. Durations are seconds, latencies milliseconds; offsets count from the beginning of the rehearsal.</summary>
internal sealed record RehearsalData(
    string Application, string Environment, string Run, string Owner, DateTimeOffset Begun, string Old, string New, int PerSecond, bool Passed, IReadOnlyList<string> Findings,
    int Requests, int Failed, double? WarmSeconds, double? ColdSeconds, IReadOnlyList<RehearsalData.Phase> Phases, IReadOnlyList<string> Differences, IReadOnlyList<string> LeftOut,
    IReadOnlyList<RehearsalData.Second> Traffic, IReadOnlyList<RehearsalData.Look> Capacity)
{
    public static RehearsalData Of(Rehearsal rehearsal) => new(
        rehearsal.Application, rehearsal.Environment, rehearsal.Run, rehearsal.Owner, rehearsal.Begun, rehearsal.Old, rehearsal.New, rehearsal.PerSecond,
        rehearsal.Findings.Count == 0, rehearsal.Findings, rehearsal.Requests.Count, rehearsal.Requests.Count(request => request.Failure is not null),
        Rounded(rehearsal.Of(PhaseKind.Warm)?.Moved?.TotalSeconds), Rounded(rehearsal.Of(PhaseKind.Cold)?.Moved?.TotalSeconds),
        [.. rehearsal.Figures.Select(Of)], rehearsal.Twin.Differences, rehearsal.LeftOut,
        [.. rehearsal.Seconds.Select(second => new Second(second.Second, second.Requests, second.Failed, Rounded(second.Median.TotalMilliseconds), Rounded(second.Slow.TotalMilliseconds), second.Versions))],
        [.. rehearsal.Figures.SelectMany(figures => figures.Samples.SelectMany(sample => sample.Targets.Select(targets =>
            new Look(Rounded(sample.At.TotalSeconds), targets.Name, targets.Percent, targets.Healthy, targets.Needs(figures.Phase.Needed)))))]);

    // What is not meant as the end of the element it stands in is escaped by the serializer.
    public string ToJson() => JsonSerializer.Serialize(this, RehearsalJson.Default.RehearsalData);

    private static Phase Of(PhaseFigures figures) => new(
        figures.Phase.Kind, figures.Phase.Title, Rounded(figures.Phase.Begun.TotalSeconds), Rounded(figures.Phase.Took.TotalSeconds), Rounded(figures.Moved?.TotalSeconds), figures.Phase.Error,
        figures.Phase.Calls, figures.Requests.Count, figures.Failed.Count, figures.Wrong.Count, figures.Examples(figures.Failed), figures.Versions,
        Rounded(figures.Latency(0.5).TotalMilliseconds), Rounded(figures.Latency(0.95).TotalMilliseconds), Rounded(figures.Latency(0.99).TotalMilliseconds));

    private static double Rounded(double number) => Math.Round(number, 2);

    private static double? Rounded(double? number) => number is { } some ? Rounded(some) : null;

    internal sealed record Phase(
        PhaseKind Kind, string Title, double Begun, double Seconds, double? MovedSeconds, string? Error, int Calls, int Requests, int Failed, int Wrong, IReadOnlyList<string> Examples,
        IReadOnlyList<string> Versions, double P50, double P95, double P99);

    internal sealed record Second([property: JsonPropertyName("second")] int Number, int Requests, int Failed, double Median, double Slow, IReadOnlyDictionary<string, int> Versions);

    internal sealed record Look(double At, string TargetGroup, int Percent, int Healthy, int Needed);
}

/// <summary>How it is written; generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RehearsalData))]
internal sealed partial class RehearsalJson : JsonSerializerContext;
