using System.Text.Json;
using Bundt.Cloud.Access;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Domain.Runs;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;
using Bundt.View.Reports;

namespace Bundt.Pipeline.Steps;

/// <summary>Leaves the evidence of a run that is over in its folder: the calls, and the report.</summary>
public sealed class Reporting(Journal journal, Sightings sightings, CallCount calls, ISourceCode source, ReleaseView view)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Says how many calls there were, and writes what is left of the run.</summary>
    /// <param name="context">The run.</param>
    /// <param name="run">How it ended.</param>
    /// <param name="failure">What it failed of, or null.</param>
    public async Task Write(ReleaseContext context, RunRecord run, Exception? failure)
    {
        if (calls.Total == 0)
            return;
        view.Say("Calls", $"{calls.Total} AWS calls, {calls.Writes} writes");
        foreach (var call in context.Settings.IsVerbose ? calls.All : [])
            view.Say("", $"{call.Count,4} {call.Service} {call.Action}{(call.Failed > 0 ? $", {call.Failed} of them failed" : "")}");
        if (context.Settings.WantsJson)
            return;
        try
        {
            Directory.CreateDirectory(context.Artifacts);
            await File.WriteAllTextAsync(Path.Combine(context.Artifacts, "calls.json"), JsonSerializer.Serialize(calls.All, Json));
            if (!context.Settings.MayWrite)
                return;
            var file = Path.Combine(context.Artifacts, "report.html");
            await File.WriteAllTextAsync(file, Report(context, run, failure).ToHtml());
            view.Say("Report", file);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            // How the run ended matters more than that nothing tells of it.
            view.Say("Report", $"none was written: {unwritten.Message}");
        }
    }

    private RunReport Report(ReleaseContext context, RunRecord run, Exception? failure)
    {
        var (environment, release) = (context.Environment, context.Release);
        var address = sightings.Last?.Fleet.Routing.Address;
        var carrier = sightings.Last?.Fleet.Find(run.To);
        return new()
        {
            Application = environment.Application.Name,
            Environment = environment.Name,
            Address = address,
            Run = run,
            Failure = (failure as Problem ?? failure?.InnerException as Problem ?? failure)?.Message,
            Commit = release.HasCommit ? release.Commit : null,
            Image = release.HasImage ? release.Image.Value : null,
            Servers = carrier is { Servers.Count: > 0 } ? string.Join(", ", carrier.Servers.Select(server => server.Id)) : null,
            LaunchedFrom = carrier?.LaunchTemplate is { } template ? $"{template} version {carrier.LaunchTemplateVersion}" : carrier?.LaunchConfiguration,
            Explain = carrier is { Servers: [var server, ..] } ? context.Settings.Command($"--target=Explain --instance={server.Id}") : null,
            Notes = release.HasVersion ? Notes(release.Version) : null,
            Back = view.Undo,
            Steps = journal.Steps,
            Waits = journal.Waits,
            Traffic = address is null ? [] : TrafficSecond.Of(journal.Probes, address),
            Before = Then(context, sightings.First),
            After = Then(context, sightings.Last),
            Experiments = run.Experiments ?? [],
            Kept = view.Decisions,
            Calls = [.. calls.All.Select(call => new CalledAction(call.Service, call.Action, call.IsWrite, call.Count, call.Failed))],
        };
    }

    // Whoever goes back needs no clone.
    private string? Notes(ReleaseVersion version)
    {
        try
        {
            return source.Annotation(version);
        }
        catch (Problem)
        {
            return null;
        }
    }

    private static GroupsThen? Then(ReleaseContext context, SeenFleet? seen) => seen is null ? null : new(seen.At, StatusFacts.InService(context.Environment, seen.Fleet).Groups);
}
