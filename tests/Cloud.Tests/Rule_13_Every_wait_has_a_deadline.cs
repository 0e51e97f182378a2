using Bundt.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.Cloud.Tests;

public sealed class Rule_13_Every_wait_has_a_deadline
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Should_Look_Once_When_All_Is_Well()
    {
        var looks = 0;

        await Wait(_ => Answer(null, ref looks));

        looks.ShouldBe(1);
    }

    [Fact]
    public async Task Should_Look_Again_Until_The_Reason_Is_Gone()
    {
        var reasons = new Queue<string?>(["0 of 2", "0 of 2", "1 of 2", null]);
        var told = new List<string>();

        await Passing(Wait(_ => Task.FromResult(reasons.Dequeue()), told.Add));

        reasons.ShouldBeEmpty();
        told.ShouldBe(["0 of 2", "1 of 2"]);
    }

    [Fact]
    public async Task Should_Tell_Of_Each_Wait_As_It_Goes_On_And_When_It_Is_Over()
    {
        var waits = new List<Domain.Runs.Wait>();
        var poll = new Poll(_time, waits.Add);
        var reasons = new Queue<string?>(["0 of 2", "1 of 2", null]);

        await Passing(poll.Until("web to be healthy", _ => Task.FromResult(reasons.Dequeue()), Limit, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<Problem>(Passing(poll.Until("web to be gone", _ => throw new Problem("No."), Limit, TestContext.Current.CancellationToken)));

        waits.Select(wait => (wait.What, wait.Looks, wait.Reason, wait.Succeeded)).ShouldBe(
        [
            ("web to be healthy", 0, null, null),
            ("web to be healthy", 1, "0 of 2", null),
            ("web to be healthy", 2, "1 of 2", null),
            ("web to be healthy", 3, "1 of 2", true),
            ("web to be gone", 0, null, null),
            ("web to be gone", 1, null, false),
        ]);
        var (healthy, gone) = (waits[3], waits[5]);
        (healthy.Took, gone.Begun).ShouldBe((gone.Begun - healthy.Begun, healthy.Begun + healthy.Took));
    }

    [Fact]
    public async Task Should_Tell_Of_What_Goes_On_For_A_Known_Time()
    {
        var waits = new List<Domain.Runs.Wait>();
        var poll = new Poll(_time, waits.Add);

        (await poll.Through("web to be watched", Limit, () => Task.FromResult(7))).ShouldBe(7);
        await Should.ThrowAsync<Problem>(poll.Through<int>("web to be watched", Limit, () => throw new Problem("No.")));

        waits.Select(wait => (wait.What, wait.Limit, wait.Succeeded)).ShouldBe(
            [("web to be watched", Limit, null), ("web to be watched", Limit, true), ("web to be watched", Limit, null), ("web to be watched", Limit, false)]);
    }

    [Fact]
    public async Task Should_End_At_The_Deadline_With_The_Last_Reason()
    {
        var looks = 0;

        var problem = await Should.ThrowAsync<Problem>(Passing(Wait(_ => Answer($"look {looks + 1}", ref looks))));

        problem.What.ShouldBe($"Waited 60 s for web to be healthy: look {looks}.");
        problem.InnerException.ShouldNotBeNull();
        looks.ShouldBeInRange(21, 45);
    }

    [Fact]
    public async Task Should_Look_Less_Often_While_Nothing_Changes()
    {
        var looks = 0;

        await Should.ThrowAsync<Problem>(Passing(Wait(_ => Answer("1 of 2", ref looks))));

        looks.ShouldBeInRange(25, 45);
    }

    [Fact]
    public async Task Should_Look_No_More_Often_The_More_Servers_There_Are()
    {
        var looks = 0;

        await Should.ThrowAsync<Problem>(Passing(Wait(_ => Answer($"{looks} of 200 servers are in service; i-{looks} is Pending", ref looks))));

        looks.ShouldBeInRange(25, 45);
    }

    [Fact]
    public async Task Should_Look_Fast_Again_When_It_Waits_For_Something_Else()
    {
        var looks = 0;

        await Should.ThrowAsync<Problem>(Passing(Wait(_ => Answer($"web is {(looks % 2 == 0 ? "Pending" : "initial")}", ref looks))));

        looks.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Should_End_A_Look_That_Hangs() =>
        (await Should.ThrowAsync<Problem>(Passing(Wait(async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return null;
        })))).What.ShouldBe("Waited 60 s for web to be healthy: nothing was observed.");

    [Fact]
    public async Task Should_End_At_Once_When_Looking_Fails() =>
        (await Should.ThrowAsync<Problem>(Wait(_ => throw new Problem("web cannot launch its servers")))).What.ShouldBe("web cannot launch its servers");

    [Fact]
    public async Task Should_End_When_The_Run_Is_Stopped()
    {
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(Passing(new Poll(_time).Until("web to be healthy", _ =>
        {
            stop.Cancel();
            return Task.FromResult<string?>("1 of 2");
        }, Limit, stop.Token)));
    }

    private Task Wait(Func<CancellationToken, Task<string?>> reason, Action<string>? changed = null) =>
        new Poll(_time).Until("web to be healthy", reason, Limit, CancellationToken.None, changed);

    private static Task<string?> Answer(string? reason, ref int looks)
    {
        looks++;
        return Task.FromResult(reason);
    }

    // Lets the clock run, as fast as whoever waits can follow.
    private async Task Passing(Task wait)
    {
        while (!wait.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await wait;
    }
}
