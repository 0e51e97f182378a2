using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;

namespace Bundt.Domain.Tests.Rehearsals;

/// <summary>An ordinary production, and ordinary facts of its rehearsal; a test says only what is special about its own.</summary>
internal static class Rehearsals
{
    public static readonly ReleaseEnvironment Production = new()
    {
        Name = "prod",
        Application = new() { Name = "shop", Checkout = "../shop" },
        Aws = new() { Account = "123456789012", Region = "eu-central-1" },
        Bake = new() { Source = new() { Name = "shop-base-*", Owner = "self" }, Subnet = "shop-bake" },
        Servers = new() { Min = 6, Max = 12, Desired = 7, Subnets = ["a", "b", "c"], SecurityGroups = ["shop"], HealthGrace = TimeSpan.FromMinutes(5) },
        Traffic = new()
        {
            LoadBalancer = "shop-prod",
            TargetGroups = new() { Blue = "shop-blue", Green = "shop-green" },
            Preview = new() { Blue = 8081, Green = 8082 },
            Strategy = TrafficStrategy.Canary,
            Canary = new() { Steps = [10, 50, 100], Pause = TimeSpan.FromMinutes(2) },
        },
        Verify = new() { Window = TimeSpan.FromSeconds(30) },
        Swap = new() { Watch = TimeSpan.FromMinutes(5), Warm = TimeSpan.FromHours(4) },
    };

    public static readonly TwinTerms Terms = new(10, 1, 18000, new() { Blue = 18001, Green = 18002 }, RunsHooks: false, StrikesServers: false, path => $"/home/{path}");

    public static Rehearsal Of(IReadOnlyList<RehearsedPhase> phases, IReadOnlyList<LoadedRequest>? requests = null, IReadOnlyList<CapacitySample>? samples = null, int delay = 30) => new()
    {
        Application = "shop",
        Environment = "prod",
        Run = "run",
        Owner = "me@here",
        Begun = Some.Monday,
        Old = "1.4.2",
        New = "1.5.0",
        Warm = TimeSpan.FromHours(4),
        Twin = Twin.Of(Production, Terms),
        Network = TwinNetwork.Local with { TargetGroups = new() { Blue = TargetGroupSettings.Local with { Delay = delay }, Green = TargetGroupSettings.Local with { Delay = delay } } },
        PerSecond = 50,
        Phases = phases,
        Requests = requests ?? [],
        Samples = samples ?? [],
    };

    public static RehearsedPhase Phase(PhaseKind kind, double begun, double took, string? from = "1.4.2", string to = "1.5.0", int needed = 6, string? error = null) =>
        new(kind, At(begun), At(took)) { From = from, To = to, Needed = needed, Error = error };

    public static LoadedRequest Answered(double at, string version) => new(At(at), "/version", 200, version, null, TimeSpan.FromMilliseconds(5));

    public static LoadedRequest Failed(double at, string path, string why, int? status = null) => new(At(at), path, status, null, why, TimeSpan.FromMilliseconds(5));

    public static CapacitySample Seen(double at, params (string Name, int Percent, int Healthy)[] targets) =>
        new(At(at), [.. targets.Select(target => new CarryingTargets(target.Name, target.Percent, target.Healthy))]);

    public static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
