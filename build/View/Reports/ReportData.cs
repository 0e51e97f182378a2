using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bundt.View.Reports;

/// <summary>What the charts of a report show, for scripts. Times are UTC, durations seconds, latencies milliseconds.</summary>
internal sealed record ReportData(
    string Environment, string Target, IReadOnlyList<ReportData.WalkedStep> Steps, IReadOnlyList<ReportData.SatWait> Waits, IReadOnlyList<ReportData.Second> Traffic,
    IReadOnlyList<CalledAction> Calls, IReadOnlyList<Domain.Pruning.Kept> Kept)
{
    public static ReportData Of(RunReport report) => new(
        report.Environment, report.Run.Target,
        [.. report.Steps.Select(step => new WalkedStep(step.Name, step.Begun, Rounded(step.Took.TotalSeconds), step.Succeeded ? "succeeded" : "failed"))],
        [.. report.Waits.Select(wait => new SatWait(wait.What, wait.Begun, Rounded(wait.Took.TotalSeconds), wait.Looks))],
        [.. report.Traffic.Select(second => new Second(second.Second, second.Requests, second.Failed, Rounded(second.Median.TotalMilliseconds), Rounded(second.Slow.TotalMilliseconds), second.Versions))],
        report.Calls, report.Kept);

    // What is not meant as the end of the element it stands in is escaped by the serializer.
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.ReportData);

    private static double Rounded(double number) => Math.Round(number, 2);

    internal sealed record WalkedStep(string Name, DateTimeOffset Begun, double Seconds, string Outcome);

    internal sealed record SatWait(string What, DateTimeOffset Begun, double Seconds, int Looks);

    internal sealed record Second([property: JsonPropertyName("second")] int Number, int Requests, int Failed, double Median, double Slow, IReadOnlyDictionary<string, int> Versions);
}

/// <summary>How the data is written; generated at compile time, which keeps the end of a run quick.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportData))]
internal sealed partial class ReportJson : JsonSerializerContext;
