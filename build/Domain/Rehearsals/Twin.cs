using System.Globalization;
using Bundt.Domain.Environments;

namespace Bundt.Domain.Rehearsals;

/// <summary>A production environment's twin in a local cloud of its own, and in what it differs.</summary>
/// <param name="Environment">The twin's own environment file.</param>
/// <param name="Differences">What is not as in production, each as a sentence.</param>
public sealed record Twin(ReleaseEnvironment Environment, IReadOnlyList<string> Differences)
{
    private const string Account = "000000000000";
    private const string Name = "rehearsal";

    // A load balancer has two zones at least, and a local cloud three.
    private const int LeastZones = 2;
    private const int MostZones = 3;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Boot = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(30);

    /// <summary>Makes it. What decides how a release goes is kept: strategy, steps, policies, schedule, checks, limits and what is kept afterwards.</summary>
    /// <param name="production">Production's environment file.</param>
    /// <param name="terms">What else decides.</param>
    public static Twin Of(ReleaseEnvironment production, TwinTerms terms)
    {
        var twin = production with
        {
            Application = Application(production.Application),
            Aws = new() { Account = Account, Region = production.Aws.Region, Endpoint = "local" },
            Bake = Bake(production.Bake, terms),
            Servers = Servers(production.Servers, terms),
            Traffic = production.Traffic with
            {
                LoadBalancer = Name,
                Listener = terms.Listener,
                Rule = null,
                TargetGroups = new() { Blue = $"{Name}-blue", Green = $"{Name}-green" },
                Preview = terms.Preview,
                Address = null,
                Canary = production.Traffic.Canary with { Pause = terms.Shorter(production.Traffic.Canary.Pause, Moments) },
            },
            Verify = production.Verify with { Window = terms.Shorter(production.Verify.Window, Second) },
            Swap = production.Swap with
            {
                Approval = ApprovalKind.None,
                Watch = terms.Shorter(production.Swap.Watch, Moments),
                Every = terms.Shorter(production.Swap.Every, Second),
                Warm = production.Swap.Warm > LongEnough ? production.Swap.Warm : LongEnough,
            },
            Hooks = terms.RunsHooks
                ? production.Hooks with { BeforeSwap = Placed(production.Hooks.BeforeSwap, terms), AfterSwap = Placed(production.Hooks.AfterSwap, terms) }
                : new HookSettings(),
            Chaos = terms.StrikesServers ? Chaos(production.Chaos) : null,
            Notify = new(),
            StateBucket = $"bundt-{Account}-{production.Aws.Region}",
        };
        return new(twin, [.. TwinDifferences.Of(production, twin, terms)]);
    }

    private static Application Application(Application app) => app with
    {
        Checkout = $".local/{app.Name}",
        Remote = "origin",
        Repository = null,
        TokenVariable = null,
        TokenUser = null,
        SignTags = false,
    };

    // At any hour, and whatever production allows, else all that a local cloud can do.
    private static ChaosSettings Chaos(ChaosSettings? production) =>
        (production ?? new() { Hours = "", Kinds = Enum.GetValues<ChaosKind>() }) with { Hours = "00:00-24:00", Days = null, Probability = 1, Deadline = Recovered };

    // As the local environment bakes: on this computer's loopback.
    private static BakeSettings Bake(BakeSettings bake, TwinTerms terms) => bake with
    {
        Template = terms.Place(bake.Template),
        Packer = bake.Packer is { } program ? terms.Place(program) : null,
        Source = new() { Name = "debian-12-*", Owner = "136693071363" },
        Ingress = ["127.0.0.1/32"],
        SshUser = "admin",
        SshPort = 2222,
        SshInterface = "private_ip",
        Vpc = null,
        Subnet = null,
        SubnetFilter = new Dictionary<string, string>(),
        InstanceProfile = null,
        Volume = null,
        CopyTo = [],
        ShareWith = [],
        DeprecateAfter = null,
        From = null,
        PollSeconds = 1,
    };

    private static ServerSettings Servers(ServerSettings servers, TwinTerms terms)
    {
        var zones = Math.Clamp(servers.Subnets.Count, LeastZones, MostZones);
        var max = terms.Scaled(servers.Max, zones);
        return servers with
        {
            Min = terms.Scaled(servers.Min, zones),
            Max = max,
            Desired = terms.Scaled(servers.Desired, zones),
            Subnets = [.. Enumerable.Range(1, Math.Max(servers.Subnets.Count, LeastZones)).Select(number => string.Create(CultureInfo.InvariantCulture, $"{Name}-{number}"))],
            SecurityGroups = [$"{Name}-servers"],
            InstanceProfile = null,
            HealthGrace = terms.ShorterSeconds(servers.HealthGrace, Boot),
            Schedule = [.. servers.Schedule.Select(action => action with { Min = Scaled(action.Min), Max = Scaled(action.Max), Desired = Scaled(action.Desired) })],
        };

        int? Scaled(int? size) => size is { } some ? Math.Min(max, (int)Math.Ceiling(some * terms.Scale)) : null;
    }

    private static IReadOnlyList<string> Placed(IReadOnlyList<string> paths, TwinTerms terms) => [.. paths.Select(terms.Place)];
}
