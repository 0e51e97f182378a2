using System.Globalization;
using System.Text;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Tests.Front;
using Bundt.Scenarios.Load;

namespace Bundt.LocalCloud.Tests.Failing;

/// <summary>
/// Three servers under a steady load fail one after the other, each in its own way, and Auto Scaling replaces them. What that may cost
/// follows from the settings of their health checks, as with AWS: the load balancer gives each healthy target its share of the requests,
/// goes on doing so until as many checks in a row have failed as the threshold says, and tries no request a second time. So no more fail
/// than the rate × the target's share × the time of detection, and those that were on their way at the beginning. A server that is killed
/// costs less: its instance stops with it, which Auto Scaling learns from EC2 before any check has failed.
/// Source: "Health checks for Application Load Balancer target groups", "Troubleshoot your Application Load Balancers".
/// </summary>
public sealed class ServersThatFailUnderLoad(FailingWorld world) : IClassFixture<FailingWorld>
{
    private const int PerSecond = 200;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-10} {1,8} {2,6} {3,5}  {4,-22} {5,9} {6,7} {7,8} {8,8}");

    [Fact]
    public async Task Should_Cost_No_More_Than_Their_Share_Of_The_Requests_Until_They_Are_Found_Out()
    {
        var service = await world.Ready();
        var first = service.Instances;
        await using var load = new LoadGenerator(service.Address, PerSecond);
        await Flows(load);

        var killed = await service.Fail("killed", first[0], load, FaultKind.InstanceDies);
        var hangs = await service.Fail("hangs", first[1], load, FaultKind.InstanceHangs);
        var unhealthy = await service.Fail("unhealthy", first[2], load, FaultKind.ApplicationUnhealthy, FaultKind.ApplicationErrors);

        await Flows(load);
        var answers = (await load.Stop()).Answers;
        Breakdown[] all = [killed, hangs, unhealthy];
        int Bound(Breakdown one) => (int)(PerSecond * one.Detection.TotalSeconds / first.Count) + answers.Count(one.Interrupts);
        Tell(answers, all, Bound, service);

        service.Instances.Intersect(first).ShouldBeEmpty("all three were replaced");
        service.Targets.Targets.Count(target => target.State == "healthy").ShouldBe(first.Count);
        foreach (var one in all)
            Failed(answers, one).Count.ShouldBeLessThanOrEqualTo(Bound(one), one.How);
        answers.Where(answer => answer.Failure is not null && !all.Any(one => one.Meets(answer))).ShouldBeEmpty("whole groups fail nobody");

        // Nothing listens where a dead server was: its requests are refused at once (on AWS a stopped instance is silent, and they fail with
        // 504 once its load balancer has tried to connect for 10 s). One that stands still takes them, and their clients give up first, for
        // the load balancer would wait 60 s. The answers of one that is merely unhealthy are passed on as they are.
        Causes(answers, killed).ShouldBeSubsetOf(["status 502"]);
        Causes(answers, hangs).ShouldBe(["no answer within 5 s"]);
        Causes(answers, unhealthy).ShouldBe(["status 503"]);
    }

    /// <summary>Waits until another second of requests is answered.</summary>
    private static Task Flows(LoadGenerator load)
    {
        var enough = load.Sent + PerSecond;
        return BalancedWorld.Until(() => load.Sent >= enough, () => $"no more than {load.Sent} requests are answered, not {enough}");
    }

    private static List<Answer> Failed(IEnumerable<Answer> answers, Breakdown one) =>
        [.. answers.Where(answer => answer.Failure is not null && one.Meets(answer))];

    private static IEnumerable<string> Causes(IEnumerable<Answer> answers, Breakdown one) =>
        Failed(answers, one).Select(answer => answer.Failure!).Distinct();

    private static void Tell(IReadOnlyList<Answer> answers, IEnumerable<Breakdown> all, Func<Breakdown, int> bound, FailingService service)
    {
        var check = service.Targets.HealthCheck;
        Line($"{answers.Count} requests, {PerSecond} a second, {answers.Count(answer => answer.Failure is not null)} failed");
        Line($"health checks: {check.UnhealthyThreshold} in a row, {Seconds(service.Interval)} apart, one that hangs fails after {check.TimeoutSeconds} s");
        Line($"bound: {PerSecond}/s × 1/{service.Group.DesiredCapacity} × the time of detection + what was in flight");
        Line(Text("server", "requests", "failed", "bound", "cause", "detection", "found", "drained", "replaced"));
        foreach (var one in all)
        {
            Line(Text(one.How, answers.Count(one.Meets), Failed(answers, one).Count, bound(one), string.Join(", ", Causes(answers, one)),
                Seconds(one.Detection), Seconds(one.Found - one.Begins), Seconds(one.Drained - one.Begins), Seconds(one.Replaced - one.Begins)));
        }
    }

    private static string Text(params object[] cells) => string.Format(CultureInfo.InvariantCulture, Row, cells);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static void Line(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
