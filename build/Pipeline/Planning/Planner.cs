using System.Text.Json;
using Bundt.Domain;
using Bundt.Domain.Plans;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Planning;

/// <summary>Makes the plan of what the targets have done to the model.</summary>
public sealed class Planner(PlanNotes notes, PlannedEnvironment planned, ReleaseView view)
{
    /// <summary>The plan of a run whose targets have all been walked.</summary>
    public ReleasePlan Plan(ReleaseContext context)
    {
        var (environment, before, after) = (context.Environment, planned.Before!, planned.After);
        notes.Observe(new("environment file", Digests.Of([JsonSerializer.Serialize(context.Settings.AsWritten)])[..16]));
        return new()
        {
            Application = environment.Application.Name,
            Environment = environment.Name,
            Release = context.Release.Version.Tag,
            Commit = context.Release.Commit,
            Facts = notes.Facts,
            Changes = notes.Changes,
            Traffic = new(Traffic(before), Traffic(after)),
            Capacity = new(Capacity(before), Capacity(after)),
            Rollback = Rollback(after, environment.Swap.Warm),
            Kept = view.Decisions,
        };
    }

    private static string Traffic(Fleet fleet) => fleet.Live is { } live ? $"{live.Name} on {fleet.Routing.Live.Name}" : $"nothing on {fleet.Routing.Live.Name}";

    private static string Capacity(Fleet fleet) => fleet.Live is { } live ? $"{live.Desired} servers, {live.Min} to {live.Max}" : "no servers";

    private static string? Rollback(Fleet fleet, TimeSpan warm) => RollbackPlan.Choose(fleet, to: null) is { Group: { } previous }
        ? $"{previous.Name} ({previous.Release?.Tag}), warm for {warm.TotalMinutes:0.#} min"
        : null;
}
