using Bundt.Cloud;
using Bundt.Cloud.Rehearsals;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Rehearsals;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Steps;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>Finds out what a rehearsal is to be of. Of production it only reads.</summary>
public sealed class RehearsalFacts(ProductionReader production, Selection selection, ISourceCode source)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="Problem">It cannot be told which release to begin with, or there is nothing else to release.</exception>
    public async Task<RehearsalOrder> Read(ReleaseContext context)
    {
        var (settings, name) = (context.Settings.Rehearsal, context.Environment.Name);
        var (old, network) = await production.Read(name, settings.From);
        var release = await Next(context);
        if (old == release)
        {
            throw new Problem(
                $"There is nothing to rehearse: {release.Tag} is what would be released, and {(settings.From is null ? $"is live in {name}" : "what --from names")}.", ProductionReader.Untouched,
                "Commit and push what is to be released, name another release with --release=VERSION, or begin with another one with --from=VERSION.");
        }

        var (ports, home) = (FreePorts.Find(3), context.Settings.Home);
        var twin = Twin.Of(context.Environment, new(
            settings.Faster, settings.Scale, ports[0], new() { Blue = ports[1], Green = ports[2] }, settings.RunsHooks, settings.Faults > 0, path => Place(home, path)));
        var twins = (network ?? TwinNetwork.Local).Faster(settings.Faster);
        return new(old, release, twin with { Differences = [.. twin.Differences, .. TwinNetwork.Differences(network, twins)] }, twins);
    }

    // What a team does not have, such as a template, is Bundt's.
    private static string Place(Home home, string path)
    {
        var (own, shipped) = (home.Resolve(path), Path.GetFullPath(path, home.Bundt));
        return Path.Exists(own) || !Path.Exists(shipped) ? own : shipped;
    }

    private async Task<ReleaseVersion> Next(ReleaseContext context)
    {
        var found = await selection.Read(context);
        if (found.Refusal is { } refusal)
            throw refusal;
        return found.Candidate.Version ?? found.Next(context.Settings, source.Messages(found.Candidate.Commit, found.Newest));
    }
}
