using Bundt.Scenarios.Load;

namespace Bundt.Scenarios.Stage;

/// <summary>What there is at first.</summary>
public sealed class Given(LocalCloud cloud, EnvironmentFile environment, When when, Then then)
{
    /// <summary>A commit on the release branch.</summary>
    /// <param name="change">Its message.</param>
    /// <param name="rehearsal">The faults of the program that it makes, if any.</param>
    /// <returns>The commit.</returns>
    public async Task<string> ACommit(string change, object? rehearsal = null)
    {
        var clone = await cloud.Clone(environment.Application, environment.Name);
        Narrator.Tell("Given", $"a commit: {change}");
        return await clone.Commit(change, rehearsal);
    }

    /// <summary>That release is live. It is released as it was tagged, from the image that is there already; else from a new commit.</summary>
    /// <param name="version">The release, such as <c>v1.0.0</c>.</param>
    public async Task ALiveRelease(string version)
    {
        var clone = await cloud.Clone(environment.Application, environment.Name);
        if (!(await clone.PublishedTags()).Contains($"refs/tags/{version}"))
            await ACommit($"feat: {version}");
        await when.Releasing(version);
        (await then.Live()).Release.ShouldBe(version);
    }

    /// <summary>A group that has more servers than before, by its alarms or by hand.</summary>
    public async Task ALargerGroup(string name, int desired)
    {
        Narrator.Tell("Given", $"{name} has grown to {desired} servers");
        await cloud.AutoScaling.SetDesiredCapacityAsync(new() { AutoScalingGroupName = name, DesiredCapacity = desired });
    }

    /// <summary>The lease of a run elsewhere that is never heard of again.</summary>
    /// <param name="lasts">How long it lasts.</param>
    public Task ALease(TimeSpan lasts)
    {
        Narrator.Tell("Given", $"another run's lease of {environment.Name}, for {lasts.TotalSeconds} s");
        return cloud.Buckets.PutObjectAsync(new() { BucketName = LocalCloud.StateBucket, Key = environment.LeaseKey, ContentBody = environment.Lease(DateTimeOffset.UtcNow, lasts) });
    }

    /// <summary>Something that goes wrong once, at the next call of that action.</summary>
    public Task AFault(string kind, string action, double? seconds = null)
    {
        Narrator.Tell("Given", $"{kind} at the next {action}");
        return cloud.Arm(kind, action, seconds);
    }

    /// <summary>A load on the live address, from now on.</summary>
    public async Task<LoadGenerator> Load(double requestsPerSecond)
    {
        var address = await then.Address();
        Narrator.Tell("Given", $"{requestsPerSecond} requests a second to {address}");
        return new(address, requestsPerSecond);
    }
}
