using System.Net.Http.Json;
using Bundt.Cloud.Access;
using Bundt.Cloud.Local;
using Bundt.Cloud.Runs;
using Bundt.Domain.Environments;
using Bundt.LocalCloud.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.Cloud.Tests.Runs;

/// <summary>A run that changes an environment on a local cloud, with a clock that is set by hand.</summary>
public sealed class ARun : IAsyncDisposable
{
    public static readonly TimeSpan Expiry = TimeSpan.FromMinutes(1);

    public ARun(RunningCloud cloud, ReleaseEnvironment environment, FakeTimeProvider time, string name, bool byForce = false, TimeSpan wait = default, string? secret = null, Action? confirm = null)
    {
        AwsAccess Access() => new("eu-west-1", cloud.Endpoint, cloud.Keys.AccessKeyId, secret ?? cloud.Keys.SecretAccessKey);
        Guard = new(time);
        Aws = new(Access, Guard, Calls, name);
        var bucket = new StateBucket(Aws, () => environment);
        Account = new(Aws, () => environment);
        var terms = new LeaseTerms(new(environment.Application.Name, environment.Name, $"{name}@ci", name, "Release"), Expiry, wait, byForce, Said.Add, CancellationToken.None, Confirm: confirm);
        Lease = new(bucket, Guard, Account, new Poll(TimeProvider.System), () => terms);
        History = new(bucket);
    }

    public WriteGuard Guard { get; }

    public CallCount Calls { get; } = new();

    public AwsClients Aws { get; }

    public AccountCheck Account { get; }

    public RunLease Lease { get; }

    public History History { get; }

    public List<string> Said { get; } = [];

    /// <summary>An environment of that name with its network and bucket.</summary>
    public static async Task<ReleaseEnvironment> Environment(RunningCloud cloud, string name)
    {
        var environment = Some.Environment with
        {
            Name = name,
            Aws = new() { Account = "000000000000", Region = "eu-west-1" },
            Servers = new() { Subnets = [$"{name}-a", $"{name}-b"], SecurityGroups = [$"{name}-servers"] },
            Traffic = Some.Environment.Traffic with { LoadBalancer = name, TargetGroups = new() { Blue = $"{name}-blue", Green = $"{name}-green" } },
        };
        using var network = new LocalNetwork(() => new("eu-west-1", cloud.Endpoint, cloud.Keys.AccessKeyId, cloud.Keys.SecretAccessKey));
        await network.Ensure(environment);
        return environment;
    }

    /// <summary>Arms a fault of the next call of an action.</summary>
    public static async Task Arm(RunningCloud cloud, string kind, string action, int count = 1) =>
        (await cloud.Http.PostAsJsonAsync(new Uri(cloud.Endpoint, "/_local/faults"), new { kind, action, count })).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        await Lease.DisposeAsync();
        Aws.Dispose();
        Guard.Dispose();
    }
}
