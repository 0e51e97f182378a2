using Bundt.Cloud.Access;
using Bundt.Domain.Environments;
using Bundt.Domain.Runs;

namespace Bundt.Cloud.Tests;

/// <summary>An ordinary environment; a test says only what is special about its own.</summary>
internal static class Some
{
    /// <summary>A guard of a run that holds the lease.</summary>
    public static WriteGuard HeldLease()
    {
        var guard = new WriteGuard(TimeProvider.System);
        guard.Hold(Lease.Begin(new("web", "prod", "anna@ci", "run-1", "Release"), DateTimeOffset.UtcNow, TimeSpan.FromHours(1)));
        return guard;
    }

    public static readonly ReleaseEnvironment Environment = new()
    {
        Name = "prod",
        Application = new() { Name = "web", Checkout = "clone" },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-*", Owner = "amazon" }, Ingress = ["203.0.113.7/32"] },
        Servers = new() { Subnets = ["subnet-1"], SecurityGroups = ["web"] },
        Traffic = new()
        {
            LoadBalancer = "web-prod",
            TargetGroups = new() { Blue = "web-prod-blue", Green = "web-prod-green" },
            Preview = new() { Blue = 8081, Green = 8082 },
        },
    };
}
