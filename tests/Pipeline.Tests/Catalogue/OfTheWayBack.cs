using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using Bundt.Pipeline.Tests.Steps;
using NSubstitute;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can be wrong with going back, and with what is kept for it: Rollback and Prune.</summary>
internal static class OfTheWayBack
{
    private static readonly string[] Servers = ["i-1", "i-2"];
    private static readonly ServerGroup Live = Of(Some.Group("1.5.0", day: 3, on: Some.Blue), 3);
    private static readonly ServerGroup Warm = Of(Some.Group("1.4.2", day: 2, on: Some.Green), 3);
    private static readonly ServerGroup Retired = Some.Group("1.4.2", day: 2);

    public static IReadOnlyList<Failure> All =>
    [
        Decided("Rollback", "a group to go back to that is gone", () => RollbackPlan.Choose(Some.Fleet(Replacing(Warm.Name)), null)),
        Decided("Rollback", "a group to go back to that traffic was taken back from", () =>
            RollbackPlan.Choose(Some.Fleet(Replacing(Warm.Name), Warm with { Tags = new Dictionary<string, string>(Warm.Tags) { [Names.RolledBack] = "by a watch" } }), null)),
        Returning("a release of which nothing is left", null, (ground, images) =>
        {
            There(ground, Live);
            images.All().Returns([]);
        }),
        Returning("a group of the team's own that has no servers", Retired with { Name = "legacy", Tags = new Dictionary<string, string>() }, (_, _) => { }),
        Returning("a warm group with fewer healthy servers than live has", Warm, (ground, _) => Healthy(ground, 2)),
        Returning("a group that does not come back to life", Retired, (ground, _) =>
        {
            ground.Groups.When(groups => groups.Resize(Retired.Name, 3, Arg.Any<int>(), 3)).Do(_ => There(ground, Live, Warm));
            There(ground, Live, Retired);
            ground.Traffic.Health(Some.Green).Returns([]);
        }),
        Returning("AWS that does not answer meanwhile", Warm, (ground, _) => ground.Groups.Find(Warm.Name).Returns<ServerGroup?>(_ => throw new NoAnswer("AWS did not answer the call to look at the server group: nothing came back in time.", "Check network, endpoint and credentials, then run again.", new TimeoutException()))),
        Returning("a run that is stopped while servers come back", Warm, (ground, _) => ground.Traffic.Health(Some.Green).Returns(_ =>
        {
            ground.Stop();
            return [];
        })),
        GivingUp("Rollback", "a swap that was broken off, and an old group that cannot take all of it", [], _ => { }),
        GivingUp("Abort", "a swap that was broken off, and an old group that AWS does not let go", Servers, ground =>
            ground.Groups.Release(Arg.Any<string>()).Returns(Task.FromException(new Problem("AWS refused to release the size of shop-prod-v1-4-2-1: InternalFailure: no.")))),
        new("AWS that does not answer once traffic is back", "Rollback", ground =>
        {
            There(ground, Live with { Tags = new Dictionary<string, string>(Live.Tags) { [Names.WarmUntil] = "2126-03-02T16:42:00Z" } });
            ground.Traffic.Read().Returns(_ => Some.Routing, _ => throw new NoAnswer("AWS did not answer the call to read the load balancer: nothing came back in time.", "Check network, endpoint and credentials, then run again.", new TimeoutException()));
            return new Rollback(new(ground.Groups, ground.Traffic, null!, null!, ground.View), null!, new(ground.Groups, ground.Traffic, TimeProvider.System, ground.View), ground.View).RunAsync(ground.Run);
        }),
        Pruning("a live group that Bundt did not release", (groups, _) => groups.Fleet(Arg.Any<Routing>()).Returns(Some.Fleet(Live with { Name = "legacy", Tags = new Dictionary<string, string>() }))),
        Pruning("a listing that breaks off", (groups, _) => groups.Everywhere().Returns<IReadOnlyList<ServerGroup>>(_ => throw new Problem("AWS refused to list the Auto Scaling groups: InternalFailure: no."))),
        Pruning("a listing that breaks off after the groups are gone", (groups, images) => images.References().Returns(
            _ => Array.Empty<ImageUse>().ToLookup(use => use.Image), _ => throw new Problem("AWS refused to list the launch templates: InternalFailure: no."))),
        Pruning("more deletions than a run may make", (_, _) => { }) with { Options = ["--most-deletions=1"] },
        Pruning("a group that live traffic reaches by then", (groups, _) => groups.Find(Arg.Any<string>()).Returns(call => Some.Group("1.0.0", day: 0) with { TargetGroups = [Some.Blue.Arn] })),
    ];

    private static ServerGroup Replacing(string name) => Live with { Tags = new Dictionary<string, string>(Live.Tags) { [Names.Replaces] = name } };

    private static ServerGroup Of(ServerGroup group, int size) => group with
    {
        Min = size,
        Desired = size,
        Servers = [.. Enumerable.Range(1, size).Select(number => new Server($"i-{number}", "eu-west-1a", "InService", Healthy: true, new ImageId("ami-1")))],
    };

    private static void There(Ground ground, params ServerGroup[] groups)
    {
        ground.Groups.Fleet(Some.Routing).Returns(Some.Fleet(groups));
        foreach (var group in groups)
            ground.Groups.Find(group.Name).Returns(group);
    }

    private static void Healthy(Ground ground, int count) => ground.Traffic.Health(Some.Green).Returns(
        [.. Warm.Servers.Select((server, number) => new TargetHealth(server.Id, number < count ? "healthy" : "unhealthy", null, null))]);

    private static Failure Returning(string situation, ServerGroup? to, Action<Ground, IImages> found) => new(situation, "Rollback", ground =>
    {
        ground.Settings("window: 30s, timeout: 10m", "window: 0s, timeout: 1s");
        var images = Substitute.For<IImages>();
        ground.Traffic.Read().Returns(Some.Routing);
        ground.Traffic.Health(Some.Blue).Returns([.. Live.Servers.Select(server => new TargetHealth(server.Id, "healthy", null, null))]);
        ground.Groups.Failures(Arg.Any<string>()).Returns([]);
        There(ground, to is null ? [Live] : [Live, to]);
        found(ground, images);
        var (time, view, poll, groups, traffic) = (TimeProvider.System, ground.View, ground.Poll, ground.Groups, ground.Traffic);
        var (health, standby, evidence, vacancy) = (new Health(groups, traffic, poll, time, view), new Standby(groups, traffic, time, view), new Evidence(groups, traffic, view), new Vacancy(groups, traffic, poll, view));
        var relaunch = new Relaunch(images, groups, new(groups, vacancy, time, view), new(new(groups, poll, view), health, evidence));
        return new WayBack(groups, traffic, new(groups, vacancy, relaunch, time, view), new(groups, traffic, health, standby, evidence), view)
            .Plan(ground.Run, new(to, to is null ? new(1, 4, 1) : to.Release));
    });

    private static Failure GivingUp(string step, string situation, IReadOnlyList<string> healthy, Action<Ground> found) => new(situation, step, ground =>
    {
        var balancer = new FakeBalancer(Some.Routing with { Actions = "90 blue, 10 green", Weights = new Dictionary<string, int> { [Some.Blue.Arn] = 90, [Some.Green.Arn] = 10 } }, healthy);
        var (time, view, poll) = (TimeProvider.System, ground.View, ground.Poll);
        var (old, @new) = (Of(Some.Group("1.4.2", day: 2, on: Some.Blue), Servers.Length), Some.Group("1.5.0", day: 3, on: Some.Green));
        @new = @new with { Tags = new Dictionary<string, string>(@new.Tags) { [Names.Replaces] = old.Name } };
        var (health, standby) = (new Health(ground.Groups, balancer, poll, time, view), new Standby(ground.Groups, balancer, time, view));
        ground.Groups.Find(old.Name).Returns(old);
        ground.Groups.Failures(Arg.Any<string>()).Returns([]);
        found(ground);
        return new TrafficMove(null!, null!, standby, new(balancer, standby, health, null!, time), time)
            .GiveUp(SwapPlan.Plan(new([old, @new], balancer.Read().Result), @new.Name, [10, 50, 100]), ground.Run);
    });

    private static Failure Pruning(string situation, Action<IServerGroups, IImages> found) => new(situation, "Prune", ground =>
    {
        var (images, templates) = (Substitute.For<IImages>(), Substitute.For<ILaunchTemplates>());
        var oldest = Some.Group("1.0.0", day: 0);
        ServerGroup[] all = [Live, .. Enumerable.Range(5, 5).Select(number => Some.Group($"1.{number}.1", day: number)), oldest];
        var image = new Image(new("ami-old"), "shop-v1.0.0", "available", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string> { [Names.App] = "shop" });
        ground.Traffic.Read().Returns(Some.Routing);
        ground.Traffic.Health(Arg.Any<TargetGroup>()).Returns([]);
        ground.Groups.Fleet(Arg.Any<Routing>()).Returns(Some.Fleet(all));
        ground.Groups.Everywhere().Returns(all);
        templates.All().Returns([]);
        images.All().Returns([.. Enumerable.Range(1, 5).Select(number => image with { Id = new($"ami-{number}"), Created = Live.Created.AddDays(number) }), image]);
        images.References().Returns(Array.Empty<ImageUse>().ToLookup(use => use.Image));
        found(ground.Groups, images);
        return new Prune(new(ground.Traffic, ground.Groups, templates, images), new(ground.Traffic, ground.Groups), templates, images, ground.View).RunAsync(ground.Run);
    });
}
