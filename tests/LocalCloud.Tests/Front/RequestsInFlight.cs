namespace Bundt.LocalCloud.Tests.Front;

/// <summary>
/// Fifty requests that each take five seconds, while the servers that have them lose their traffic or are scaled in: real machines, a real
/// Auto Scaling group, AWS's own pace.
/// </summary>
public sealed class RequestsInFlight(SlowWorld world) : IClassFixture<SlowWorld>
{
    private const int Requests = 50;

    [Fact]
    public async Task Should_All_Be_Answered_By_Those_Who_Had_Them_Through_A_Swap()
    {
        var (blue, green) = (await world.Ready("blue"), await world.Ready("green"));
        var begun = await blue.Begin(Requests);

        blue.SwapTo(green);
        SlowAnswer next;
        do
            next = await blue.Ask();
        while (!green.Servers.Contains(next.Server!));
        begun.ShouldAllBe(request => !request.IsCompleted, "the swap came too late to meet a request in flight");

        var answers = await Task.WhenAll(begun);
        Tell("a swap (one ModifyListener)", answers);
        answers.ShouldAllBe(answer => answer.Status == 200 && blue.Servers.Contains(answer.Server!));
    }

    [Fact]
    public async Task Should_All_Be_Answered_Through_A_Scale_In_With_A_Delay_Of_Ten_Seconds()
    {
        var (answers, before, after) = await ScaleIn("patient");
        Tell("a scale-in, deregistration delay 10 s", answers);
        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Select(answer => answer.Server).ToHashSet().SetEquals(before).ShouldBeTrue("both servers answer what they had");
        after.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_Be_Cut_By_A_Scale_In_With_A_Delay_Of_Two_Seconds()
    {
        var (answers, _, after) = await ScaleIn("hasty");
        Tell("a scale-in, deregistration delay 2 s", answers);
        answers.Where(answer => answer.Status == 502).ShouldNotBeEmpty("those whose server left are cut, as a load balancer cuts");
        answers.ShouldAllBe(answer => answer.Status == 502 || (answer.Status == 200 && after.Contains(answer.Server!)));
    }

    private async Task<(SlowAnswer[] Answers, IReadOnlySet<string> Before, IReadOnlySet<string> After)> ScaleIn(string name)
    {
        var service = await world.Ready(name);
        var before = service.Servers;
        var begun = await service.Begin(Requests);

        service.Scale(1);
        await service.Becomes(health => health.Any(target => target.State == "draining"));
        begun.ShouldAllBe(request => !request.IsCompleted, "the scale-in came too late to meet a request in flight");

        var answers = await Task.WhenAll(begun);
        await service.Becomes(health => health.Count == 1);
        return (answers, before, service.Servers);
    }

    private static void Tell(string through, IReadOnlyCollection<SlowAnswer> answers)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{answers.Count} requests in flight through {through}: {answers.Count(answer => answer.Status != 200)} cut");
        foreach (var alike in answers.GroupBy(answer => answer.Status).OrderBy(alike => alike.Key))
        {
            TestContext.Current.TestOutputHelper.WriteLine(
                $"  {alike.Count()} answered {alike.Key} after {alike.Min(answer => answer.Took.TotalSeconds):F2} to {alike.Max(answer => answer.Took.TotalSeconds):F2} s");
        }
    }
}
