using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Looks at the new servers through their preview, before anybody else does.</summary>
[TaskDescription("Probe the new servers through their preview")]
[IsDependentOn(typeof(Deploy))]
public sealed class Verify(IServerGroups groups, ITraffic traffic, Inspection inspection, Evidence evidence, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var fleet = await groups.Fleet(await traffic.Read());
        var group = fleet.Find(context.Release.ServerGroup) ?? throw new Problem($"{context.Release.ServerGroup} is gone.", "Live traffic is untouched.", "Run again: Deploy makes another.");
        var target = fleet.TargetGroupOf(group) ?? throw new Problem($"{group.Name} is attached to no target group.", "Live traffic is untouched.", "Find out who detached it, then run again.");

        var verdict = await inspection.Of(context, group, target, fleet.Routing.Address);
        view.Say("Verify", $"{group.Name} {verdict.Outcome switch { Outcome.Pass => "passed", Outcome.Fail => "failed", _ => "cannot be judged" }}: {verdict.Why}");
        if (verdict.Outcome == Outcome.Pass)
        {
            if (!fleet.Serves(group))
                view.Say("", $"it can be seen at {target.Preview} before it is live");
            return;
        }

        var problem = new Problem($"{group.Name} is not good enough: {verdict.Why}.");
        throw verdict.Outcome == Outcome.Fail && !fleet.Serves(group)
            ? await evidence.SaveAndRemove(context, group.Name, target, problem)
            : fleet.Split is { } split ? problem.In($"Live traffic is left as it was: {split}.", "--target=Rollback takes it all back.")
            : problem.In("Live traffic is untouched.", $"{group.Name} stays until its deadline; look at {target.Preview}.");
    }
}
