using Bundt.Cloud;
using Bundt.Cloud.Tests.Runs;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tests.Steps;
using NSubstitute;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can go wrong while live traffic moves: Swap.</summary>
internal static class OfTheTraffic
{
    private static readonly string[] Servers = ["i-1", "i-2"];
    private static readonly ServerGroup Old = At(Some.Group("1.4.2", day: 2, on: Some.Blue));
    private static readonly ServerGroup New = At(Some.Group("1.5.0", day: 3, on: Some.Green)) with { Tags = new Dictionary<string, string>(Some.Group("1.5.0", day: 3).Tags) { [Names.Replaces] = Old.Name } };

    public static IReadOnlyList<Failure> All =>
    [
        Planned("a group that is gone by then", Old),
        Planned("a group that is attached to nothing", Old, New with { TargetGroups = [] }),
        Planned("a group without servers", Old, New with { Desired = 0 }),
        Planned("a live group that has grown meanwhile", Old with { Desired = 4 }, New),
        Decided("Deploy", "a swap that was broken off", () => new Split(Old, New, 10).Refusal),
        Growing("a new group that does not grow as live has", ground => ground.Traffic.Health(Some.Green).Returns([])),
        Growing("a run that is stopped while the new group grows", ground => ground.Traffic.Health(Some.Green).Returns(_ =>
        {
            ground.Stop();
            return [];
        })),
        Approved("a swap that nobody is there to approve", null),
        Approved("a swap that was not approved", "n"),
        Hooked("a hook that is not there", hooks => hooks.Demand(), missing: true),
        new("a hook that fails", "Swap", ground =>
        {
            ground.Settings("retain: 5", "hooks: { beforeSwap: [hooks/migrate] }\nretain: 5");
            ground.Run.Release = ground.Run.Release.DeployedTo(New.Name);
            var scripts = Substitute.For<ITeamScripts>();
            scripts.Hook("hooks/migrate", Arg.Any<ScriptFacts>(), Arg.Any<Action<string>>(), Arg.Any<CancellationToken>()).Returns(new Verdict(Outcome.Fail, "hooks/migrate ended with exit code 3"));
            return new Hooks(scripts, ground.View).Before(SwapPlan.Plan(Some.Fleet(Old, New), New.Name), ground.Run);
        }),
        OfBalancer("a listener that is not there", "unheard", traffic => traffic with { Preview = new() { Blue = 1, Green = 2 } }),
        OfBalancer("a target group that is not there", "untargeted", traffic => traffic with { TargetGroups = new() { Blue = "no-such", Green = "no-other" } }),
        OfBalancer("a rule that is not there", "unruled", traffic => traffic with { Rule = 7 }),
        new("a live rule that somebody else has changed", "Swap", async ground =>
        {
            await using var run = await ground.There("meddled");
            await run.Lease.Take();
            var environment = await ARun.Environment(ground.Cloud, "meddled");
            var balancer = new LoadBalancer(run.Aws, () => environment);
            var read = await balancer.Read();
            await balancer.Forward(read, read.Green);
            await balancer.Forward(read, read.Green);
        }),
        Moving("a group that cannot carry live traffic", (ground, _) => ground.Groups.Find(New.Name).Returns(New with { Servers = [] })),
        Moving("a group that cannot carry its share", (ground, _) => ground.Groups.Find(Old.Name).Returns(Old with { Servers = [] }), canary: true),
        Moving("a modification that is refused", (_, balancer) => balancer.Modifying = _ => throw new Problem("AWS refused to modify the live rule arn:listener: ValidationError: no.")),
        Moving("a live rule that reads back otherwise", (_, balancer) => balancer.Modified = () => balancer.Meddle(30, 70)),
        Moving("a version that fails once it is live", (_, balancer) => balancer.Modifying = _ => balancer.IsBad = true),
        Moving("a version that fails in a step", (_, balancer) => balancer.Modifying = percent => balancer.IsBad = percent == 50, canary: true),
        Moving("a version that goes wrong in the watch", (_, balancer) => balancer.Modifying = _ => balancer.BadAfter = 12, watch: "1s"),
        Moving("a version that goes wrong in the watch of a step", (_, balancer) => balancer.Modifying = percent => balancer.BadAfter = percent == 10 ? 8 : null, canary: true, watch: "1s"),
        Moving("a first release that fails once it is live", (_, balancer) => balancer.Modifying = _ => balancer.IsBad = true, fleet: [New]),
        Moving("a version that fails, and an old group that cannot take traffic back", (ground, balancer) => balancer.Modifying = _ =>
        {
            balancer.IsBad = true;
            ground.Groups.Find(Old.Name).Returns(Old with { Servers = [] });
        }),
        Moving("a version that fails, and somebody else who moves live traffic", (_, balancer) => balancer.Modifying = percent =>
        {
            if (percent == 50)
            {
                balancer.Meddle(30, 70);
                throw new Problem("The live rule arn:listener was changed by somebody else.");
            }
        }, canary: true),
        Moving("a version that fails, and AWS that does not answer", (_, balancer) => balancer.Modifying = _ =>
        {
            balancer.IsBad = true;
            balancer.Restoring = () => throw new NoAnswer("AWS did not answer the call to modify the live rule arn:listener: nothing came back in time.", "Run again.", new TimeoutException());
        }),
        Moving("an old version that fails too", (_, balancer) => balancer.Modifying = _ =>
        {
            balancer.IsBad = true;
            balancer.Restoring = () => balancer.IsOldBad = true;
        }),
        Moving("a run that is stopped during the swap", (ground, balancer) => balancer.Modifying = _ => ground.Stop()),
        Moving("a run that is stopped between two steps", (ground, balancer) => balancer.Modifying = percent =>
        {
            if (percent == 50)
                ground.Stop();
        }, canary: true),
    ];

    private static ServerGroup At(ServerGroup group) => group with { Servers = [.. Servers.Select(server => new Server(server, "eu-west-1a", "InService", true))] };

    private static Failure Planned(string situation, params ServerGroup[] groups) => Decided("Swap", situation, () => SwapPlan.Plan(Some.Fleet(groups), New.Name));

    private static Failure Growing(string situation, Action<Ground> found) => new(situation, "Swap", ground =>
    {
        ground.Settings("window: 30s, timeout: 10m", "window: 0s, timeout: 1s");
        ground.Traffic.Read().Returns(Some.Routing);
        ground.Groups.Fleet(Some.Routing).Returns(Some.Fleet(Old with { Desired = 4 }, New));
        ground.Groups.Find(New.Name).Returns(New);
        ground.Groups.Failures(New.Name).Returns([]);
        found(ground);
        return new Growth(ground.Groups, ground.Traffic, new(ground.Groups, ground.Traffic, ground.Poll, TimeProvider.System, ground.View), ground.View).Follow(ground.Run, New.Name);
    });

    private static Failure Approved(string situation, string? answer) => new(situation, "Swap", ground =>
    {
        ground.Settings("swap: {", "swap: { approval: manual,");
        return new Approval(new(answer is null ? null : new StringReader(answer), ground.View), ground.View).Demand(SwapPlan.Plan(Some.Fleet(Old, New), New.Name), ground.Run);
    });

    private static Failure Hooked(string situation, Action<Hooks> act, bool missing) => new(situation, "Swap", ground =>
    {
        var scripts = Substitute.For<ITeamScripts>();
        scripts.MissingHooks().Returns(missing ? ["hooks/migrate"] : []);
        act(new(scripts, ground.View));
        return Task.CompletedTask;
    });

    private static Failure OfBalancer(string situation, string name, Func<TrafficSettings, TrafficSettings> change) => new(situation, "Deploy", async ground =>
    {
        await using var run = await ground.There(name);
        var environment = await ARun.Environment(ground.Cloud, name);
        await new LoadBalancer(run.Aws, () => environment with { Traffic = change(environment.Traffic) }).Read();
    });

    private static Failure Moving(
        string situation, Action<Ground, FakeBalancer> goes, bool canary = false, string watch = "0s", IReadOnlyList<ServerGroup>? fleet = null) => new(situation, "Swap", async ground =>
    {
        ground.Settings("settle: 2m, watch: 5m", $"settle: 1s, watch: {watch}");
        if (canary)
            ground.Settings("  listener: 443", $"  listener: 443\n  strategy: canary\n  canary: {{ steps: [10, 50, 100], pause: {watch} }}");
        ground.Run.Release = ground.Run.Release.DeployedTo(New.Name);
        var balancer = new FakeBalancer(Some.Routing with { Actions = "1 blue" }, Servers);
        foreach (var group in new[] { Old, New })
            ground.Groups.Find(group.Name).Returns(group);
        goes(ground, balancer);
        var (time, view, poll) = (TimeProvider.System, ground.View, ground.Poll);
        var (health, standby) = (new Health(ground.Groups, balancer, poll, time, view), new Standby(ground.Groups, balancer, time, view));
        var outside = new Outside(new FakeSite(balancer.Version), poll, time);
        var watching = new LiveWatch(outside, new TeamScripts(() => ground.Run.Environment, ground.Run.Settings.Home), poll, time, view);
        var move = new TrafficMove(new(new LiveRule(balancer, poll), health, outside, watching, view), watching, standby, new(balancer, standby, health, outside, time), time);
        await move.Move(SwapPlan.Plan(new(fleet ?? [Old, New], await balancer.Read()), New.Name, ground.Run.Environment.Traffic.Shares()), ground.Run);
    });
}
