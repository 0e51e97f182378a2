using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Launches the release as a new server group beside the live one, and waits until it is healthy.</summary>
[TaskDescription("Launch the release as a new server group and wait until it is healthy")]
[IsDependentOn(typeof(Bake))]
public sealed class Deploy(IServerGroups groups, ITraffic traffic, Launch launch, Arrival arrival, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (release, settings) = (context.Release, context.Environment);
        var fleet = await context.Lease.Decide(async () => await groups.Fleet(await traffic.Read()), found => Launch.Writes(context, found));
        if (fleet.Groups.FirstOrDefault(group => group.Release == release.Version && group.Tags.ContainsKey(Names.RolledBack)) is { } returned && !context.Settings.Has("again"))
        {
            throw new Problem(
                $"{release.Version.Tag} was live as {returned.Name} and traffic was taken back from it.", "Live traffic is untouched.",
                "Release a newer version, or this one once more with --again.");
        }

        var size = Capacity.Choose(settings.Servers, fleet.Live);
        var name = await launch.Group(context, fleet, size);
        var target = await arrival.Wait(context, await groups.Fleet(fleet.Routing), name, size);
        view.Say("Deploy", $"{name} is healthy: {size} servers in {target.Name}");
        context.Release = release.DeployedTo(name);
    }
}
