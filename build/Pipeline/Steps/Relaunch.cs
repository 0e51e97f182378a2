using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;

namespace Bundt.Pipeline.Steps;

/// <summary>Launches a release again of which no server group is left, from its image. Needs neither Packer nor git.</summary>
public sealed class Relaunch(IImages images, IServerGroups groups, Launch launch, Arrival arrival)
{
    /// <summary>Launches it as a new group in the idle target group, and waits until that is healthy.</summary>
    /// <param name="context">The run, whose release it becomes.</param>
    /// <param name="fleet">What there is.</param>
    /// <param name="release">The release.</param>
    /// <param name="size">How many servers.</param>
    /// <returns>The group's name.</returns>
    /// <exception cref="Problem">Its image is gone too, or the servers do not become healthy; live traffic is untouched.</exception>
    public async Task<string> Group(ReleaseContext context, Fleet fleet, ReleaseVersion release, int size)
    {
        var image = await images.Of(release)
            ?? throw new Problem(
                $"There is neither a server group nor an image of {release.Tag}.", "Live traffic is untouched.",
                $"If its tag is there, this bakes it again: --target=Release --release={release}.");
        context.Release = Release.None.Tested(image.Commit ?? "").Tagged(release).InImage(image.Id);
        var name = await launch.Group(context, fleet, size);
        await arrival.Wait(context, await groups.Fleet(fleet.Routing), name, size);
        return name;
    }
}
