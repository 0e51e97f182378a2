using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.View.Live;

namespace Bundt.Pipeline.Steps;

/// <summary>Makes the picture of a run from what it remembers, without a call of its own.</summary>
public sealed class Picture(Journal journal, Sightings sightings, CallCount calls, EventLog log, TimeProvider time)
{
    private readonly Lazy<IReadOnlyDictionary<string, TimeSpan>> _earlier = new(log.Durations);

    /// <summary>How the run stands now.</summary>
    public RunPicture Take(RunSettings settings)
    {
        var now = time.GetUtcNow();
        var walked = journal.Steps.ToDictionary(step => step.Name);
        List<PicturedStep> steps = [.. journal.Route.Select(name => walked.TryGetValue(name, out var step) ? new PicturedStep(name, step.Took, step.Succeeded)
            : journal.Current is { } current && current.Name == name ? new(name, now - current.Begun, null) : new(name, null, null))];
        return new(
            $"{settings.Target}{(journal.Release is { } release ? $" {release}" : "")} of {settings.Environment.Application.Name} to {settings.Environment.Name}",
            now - journal.Begun, Remaining(steps), steps, [.. Groups(settings, now)], [.. journal.Waiting.Select(wait => wait with { Took = now - wait.Begun })], calls.Total);
    }

    // Only where each target that is still to be walked has been walked before.
    private TimeSpan? Remaining(IEnumerable<PicturedStep> steps)
    {
        var left = TimeSpan.Zero;
        foreach (var step in steps.Where(step => step.Succeeded is null))
        {
            if (!_earlier.Value.TryGetValue(step.Name, out var expected))
                return null;
            if (expected > (step.Took ?? TimeSpan.Zero))
                left += expected - (step.Took ?? TimeSpan.Zero);
        }

        return left;
    }

    private IEnumerable<PicturedGroup> Groups(RunSettings settings, DateTimeOffset now)
    {
        if (sightings.Now is not { } fleet || Statuses(settings, fleet) is not { } statuses)
            return [];
        return statuses.Select(status => (Status: status, Group: fleet.Find(status.Name)!))
            .Where(one => one.Status.Desired > 0 || one.Group.Servers.Count > 0)
            .Select(one => new PicturedGroup(one.Status, [.. one.Group.Servers.Select(server => new PicturedServer(
                server.Id, server.Zone, server.Lifecycle, sightings.Health(one.Group, server), now - server.Launched))]));
    }

    // Live traffic that goes nowhere in particular is for the run to speak of.
    private IReadOnlyList<View.GroupStatus>? Statuses(RunSettings settings, Fleet fleet)
    {
        try
        {
            return StatusFacts.Of(settings.Environment, fleet, fleet.Groups
                .SelectMany(group => group.Servers.Where(server => server.InService && sightings.Health(group, server) is null or "healthy"))
                .Select(server => server.Id).ToHashSet()).Groups;
        }
        catch (Problem)
        {
            return null;
        }
    }
}
