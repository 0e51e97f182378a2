using Bundt.Domain.Runs;
using Bundt.LocalCloud.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.Cloud.Tests.Runs;

public sealed class TheHistory(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_Tell_The_Newest_Runs()
    {
        await using var run = new ARun(cloud, await ARun.Environment(cloud, "past"), new FakeTimeProvider(DateTimeOffset.UtcNow), "run-now");
        await run.Lease.Take();
        var taken = Lease.Begin(new("web", "past", "ben@laptop", "20260301", "Release"), Monday, TimeSpan.FromMinutes(1));
        RunRecord[] all =
        [
            .. Enumerable.Range(10, 12).Select(number => new RunRecord($"202603{number}-090000-1-ci", "anna@ci", "Release", Monday.AddDays(number)) { Outcome = "succeeded" }),
        ];
        all[^2] = all[^2] with { From = "web-past-v1-0-0-1", To = "web-past-v1-1-0-1", Release = "v1.1.0", Ended = Monday.AddDays(11), TakenFrom = taken, Reason = "it hung" };
        foreach (var record in all)
            await run.History.Write(record);
        await run.History.Write(all[^1] with { Outcome = "The bake failed." });

        (await run.History.Newest(3)).ShouldBe([all[^1] with { Outcome = "The bake failed." }, all[^2], all[^3]]);
    }

    [Fact]
    public async Task Should_Be_Written_Only_By_Who_Holds_The_Lease()
    {
        await using var run = new ARun(cloud, await ARun.Environment(cloud, "unheld"), new FakeTimeProvider(DateTimeOffset.UtcNow), "run-now");

        await Should.ThrowAsync<Domain.Problem>(run.History.Write(new("run-now", "anna@ci", "Release", Monday)));

        (await run.History.Newest(5)).ShouldBeEmpty();
    }
}
