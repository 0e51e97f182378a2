using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Saves what can be known of a failed server group, then removes or retires it; live traffic does not go there.</summary>
public sealed class Evidence(IServerGroups groups, ITraffic traffic, ReleaseView view)
{
    /// <summary>Of how many servers the console is read, those that are not in service first: calls must not grow with a group's size.</summary>
    private const int Consoles = 5;

    /// <summary>Saves, and removes a group that was never live; <c>--keep-failed</c> leaves it there.</summary>
    /// <returns>The same problem with the state things are in now.</returns>
    public Task<Problem> SaveAndRemove(ReleaseContext context, string name, TargetGroup target, Problem why) => Save(context, name, target, why, async group =>
    {
        if (context.Settings.Has("keep-failed"))
        {
            await groups.Tag(name, Names.Failed, why.What[..Math.Min(why.What.Length, 200)]);
            return $"{name} was kept (--keep-failed).";
        }

        view.Say("", $"{name}: removing it");
        await groups.Delete(group);
        await groups.Forget(group);
        return $"{name} was removed.";
    });

    /// <summary>Saves, and retires again a group that a rollback had brought back.</summary>
    /// <returns>The same problem with the state things are in now.</returns>
    public Task<Problem> SaveAndRetire(ReleaseContext context, string name, TargetGroup target, Problem why) => Save(context, name, target, why, async group =>
    {
        await groups.Retire(group);
        return $"{name} was retired again.";
    });

    private async Task<Problem> Save(ReleaseContext context, string name, TargetGroup target, Problem why, Func<ServerGroup, Task<string>> end)
    {
        await context.Lease.Take();
        if (await groups.Find(name) is not { } group)
            return why.In("Live traffic is untouched.");
        Directory.CreateDirectory(context.Artifacts);
        var file = Path.Combine(context.Artifacts, $"{name}.txt");
        var consoles = await Task.WhenAll(group.Servers.OrderBy(server => server.InService).Take(Consoles).Select(async server => $"--- console of {server.Id}{Environment.NewLine}{await groups.Console(server.Id)}"));
        await File.WriteAllLinesAsync(file,
        [
            why.Message, "", "--- servers", .. group.Servers.Select(server => server.ToString()),
            "--- target health", .. (await traffic.Health(target)).Select(health => $"{health.ServerId}: {health}"),
            "--- failed scaling activities", .. await groups.Failures(name), .. consoles,
        ]);
        return why.In($"Live traffic is untouched. {await end(group)}", $"Its evidence is in {file}. Mend what it shows, then run again.");
    }
}
