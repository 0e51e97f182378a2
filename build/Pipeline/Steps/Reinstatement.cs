using Bundt.Cloud.Runs;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Domain.Runs;
using Bundt.Domain.Servers;

namespace Bundt.Pipeline.Steps;

/// <summary>Launches a release from its image in an environment in which nothing is live.</summary>
public sealed class Reinstatement(IHistory history, IServerGroups groups, ITraffic traffic, Relaunch relaunch)
{
    private const int Remembered = 50;

    /// <summary>The release to come back to: the named one, or the last that was live by the history.</summary>
    /// <exception cref="Problem">None is named, and the history tells of none.</exception>
    public async Task<ReleaseVersion> Release(ReleaseContext context) => context.Settings.Release ?? LastLive.Of(await history.Newest(Remembered)) ?? throw new Problem(
        $"The history of {context.Environment.Name} tells of no release that was live.", "Nothing was launched.", "Name the release: --release=1.4.2.");

    /// <summary>Launches it, and waits until it is healthy.</summary>
    /// <returns>The group that is live already, in which case nothing was done; else null.</returns>
    /// <exception cref="Problem">There is no image of it, its servers do not become healthy, or another release is live.</exception>
    public async Task<ServerGroup?> Launch(ReleaseContext context)
    {
        var (fleet, asked) = (await Look(), context.Settings.Release);
        if (fleet.Live is { } live)
        {
            return asked is null || live.Release == asked ? live : throw new Problem(
                $"{live.Name} is live in {context.Environment.Name}, with {live.Release?.Tag ?? "no release of Bundt"}: there is nothing to recover.", "Live traffic is untouched.",
                $"To another release goes {context.Settings.Command($"--target=Rollback --to={asked}")}.");
        }

        var release = await Release(context);
        await context.Lease.Take();
        var name = await relaunch.Group(context, await Look(), release, Capacity.Choose(context.Environment.Servers, null));
        context.Release = context.Release.DeployedTo(name);
        return null;
    }

    private async Task<Fleet> Look() => await groups.Fleet(await traffic.Read());
}
