using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// The local cloud is killed again and again while releases go on: what was there is there again each time, and nothing is replaced for
/// what was not its fault. It has a home of its own, since the others' has to go on. Four kills; <c>BUNDT_DEATHS</c> makes them more.
/// </summary>
public sealed class TheDeathsOfALocalCloud(TheDeathsOfALocalCloud.Story story) : IClassFixture<TheDeathsOfALocalCloud.Story>
{
    private const int Deaths = 4;
    private const int Seed = 20;
    private const string Marker = "/var/lib/born";

    private static readonly EnvironmentFile Environment = new("deaths") { Timeout = 60 };

    private readonly LocalCloud _cloud = story.Cloud;
    private readonly When _when = new(story.Cloud, Environment);
    private readonly Then _then = new(story.Cloud, Environment);

    [Fact]
    public async Task Should_Be_What_It_Was_After_Each_Kill()
    {
        var deaths = System.Environment.GetEnvironmentVariable("BUNDT_DEATHS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : Deaths;
        _cloud.Add(Environment);
        var given = new Given(_cloud, Environment, _when, _then);
        await given.ALiveRelease("v1.0.0");
        var live = (await _then.ScalingGroups()).ShouldHaveSingleItem();
        await Mark(live.Instances.Select(instance => instance.InstanceId));
        await TakeALease();
        story.Replaced = (await Replaced()).Count;
        await given.ACommit("feat: a release among deaths");

        var moments = new Random(Seed);
        Narrator.Tell("When", $"SIGKILL to the local cloud {deaths} times, at the moments of seed {Seed}");
        BundtRun? run = null;
        for (var death = 1; death <= deaths; death++)
        {
            if (run is null or { Ended: true })
                run = _when.BeginningToRelease();
            // A bake takes some seconds: only now and then does a release get further before the next death.
            await Task.Delay(death % 4 == 0 ? moments.Next(5_000, 15_000) : moments.Next(100, 3_000), TestContext.Current.CancellationToken);
            await Die(death);
        }

        await _when.Ended(run!);
        await _when.Releasing();
        (await _then.Live()).Release.ShouldBe("v1.1.0");
        (await _then.ScalingGroups()).Single(group => group.AutoScalingGroupName == live.AutoScalingGroupName).Instances.Select(instance => instance.InstanceId)
            .ShouldBe(live.Instances.Select(instance => instance.InstanceId), ignoreOrder: true);
        (await Replaced()).Count.ShouldBe(story.Replaced);
        (await _then.HealthyTargets()).Count.ShouldBe(2);
    }

    private async Task Die(int death)
    {
        var before = await Possessions.Of(_cloud);
        await Programs.Run("kill", "-KILL", (await _cloud.Server()).ToString(CultureInfo.InvariantCulture));
        await _cloud.Up();

        var outage = (await _cloud.Health()).GetProperty("outage");
        await Eventually.Lacks("the same instances to run again", async () =>
            before.Lost(await Possessions.Of(_cloud)).Concat(before.Servers.Keys.Where(server => !Servers.Runs(server))).FirstOrDefault());
        var after = await Possessions.Of(_cloud);
        Narrator.Tell("Then", string.Create(CultureInfo.InvariantCulture,
            $"death {death,2}: gone for {outage.GetProperty("seconds").GetDouble():0.0} s at most; {after}"));

        outage.GetProperty("lastSeen").GetDateTimeOffset().ShouldBeLessThan(outage.GetProperty("back").GetDateTimeOffset());
        after.Halves.ShouldBeEmpty("an image is whole or failed");
        foreach (var instance in before.Servers.Keys.Where(story.Marked.Contains))
            await Eventually.Holds($"{instance} to boot from its own disk", () => File.Exists(Servers.File(instance, Marker)) && File.ReadAllText(Servers.File(instance, Marker)) == instance);
        await DemandTheLease();
        (await Replaced()).Count.ShouldBe(story.Replaced, "an outage is nobody's fault");
    }

    private async Task Mark(IEnumerable<string> instances)
    {
        foreach (var instance in instances)
        {
            await File.WriteAllTextAsync(Servers.File(instance, Marker), instance, TestContext.Current.CancellationToken);
            story.Marked.Add(instance);
        }
    }

    private async Task TakeALease()
    {
        await _cloud.Buckets.PutBucketAsync("leases", TestContext.Current.CancellationToken);
        await _cloud.Buckets.PutObjectAsync(Lease, TestContext.Current.CancellationToken);
    }

    private async Task DemandTheLease() =>
        (await Should.ThrowAsync<AmazonS3Exception>(() => _cloud.Buckets.PutObjectAsync(Lease, TestContext.Current.CancellationToken)))
        .StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

    private static PutObjectRequest Lease => new() { BucketName = "leases", Key = "web/deaths", ContentBody = "somebody's", IfNoneMatch = "*" };

    /// <summary>What Auto Scaling has replaced, by its own words.</summary>
    private async Task<IReadOnlyList<string>> Replaced()
    {
        var all = await _cloud.AutoScaling.DescribeScalingActivitiesAsync(new() { IncludeDeletedGroups = true }, TestContext.Current.CancellationToken);
        return [.. (all.Activities ?? []).Where(activity => activity.Cause.Contains("taken out of service", StringComparison.Ordinal)).Select(activity => activity.Cause)];
    }

    public sealed class Story : IAsyncLifetime
    {
        public LocalCloud Cloud { get; } = new() { OwnPort = 4711 };

        /// <summary>The instances that have something of their own on their disks.</summary>
        public HashSet<string> Marked { get; } = [];

        /// <summary>How many instances had been replaced before the first death.</summary>
        public int Replaced { get; set; }

        public ValueTask InitializeAsync() => Cloud.InitializeAsync();

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();
    }
}
