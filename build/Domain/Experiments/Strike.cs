using System.Text.Json;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Experiments;

/// <summary>What is done to a live server group in one experiment.</summary>
/// <param name="Seed">The seed that it was drawn from.</param>
/// <param name="Number">The number of the experiment, from 1.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Group">The group's name.</param>
/// <param name="Healthy">How many healthy servers it has before.</param>
/// <param name="Servers">The servers that it is done to.</param>
public sealed record Strike(int Seed, int Number, ChaosKind Kind, string Group, int Healthy, IReadOnlyList<Server> Servers)
{
    /// <summary>The seconds for which what passes by itself lasts, and those that a late boot or a late answer takes.</summary>
    private const int Passing = 10;
    private const int Late = 2;

    /// <summary>The place of each server in the group, from 1: by zone, then by launch.</summary>
    public IReadOnlyDictionary<string, int> Places { get; init; } = new Dictionary<string, int>();

    /// <summary>The kind as environment files name it.</summary>
    public string Name => Word(Kind);

    /// <summary>Whether the servers are terminated by a call.</summary>
    public bool Terminates => Kind is not (ChaosKind.Unhealthy or ChaosKind.Deregister or ChaosKind.InstanceDies or ChaosKind.InstanceHangs or ChaosKind.ApplicationUnhealthy or ChaosKind.ApplicationErrors);

    /// <summary>Whether the servers are replaced; those that are not go on as before when it is over.</summary>
    public bool Replaces => Kind is not (ChaosKind.Deregister or ChaosKind.ApplicationErrors);

    /// <summary>The fault of the local cloud that it needs, or null.</summary>
    public LocalFault? Fault => Kind switch
    {
        ChaosKind.InstanceDies or ChaosKind.InstanceHangs or ChaosKind.ApplicationUnhealthy => new(FaultName) { Resource = Servers[0].Id },
        ChaosKind.ApplicationErrors => new(FaultName) { Resource = Servers[0].Id, For = Passing },
        ChaosKind.BootFails or ChaosKind.NoCapacity => new(FaultName) { Tag = OfGroup, Count = 1 },
        ChaosKind.BootSlow => new(FaultName) { Tag = OfGroup, Count = 1, Seconds = Passing },
        ChaosKind.Throttling or ChaosKind.Error => new(FaultName) { Resource = Group, Action = Describe, Chance = 0.5, Seed = Seed, Count = 0 },
        ChaosKind.Latency => new(FaultName) { Resource = Group, Action = Describe, Seconds = Late, Count = 0 },
        ChaosKind.LostAnswer => new(FaultName) { Resource = Servers[0].Id, Action = "TerminateInstanceInAutoScalingGroup", Count = 1 },
        ChaosKind.StaleListing => new(FaultName) { Resource = Group, Action = Describe, Seconds = Passing },
        ChaosKind.NodeLag => new(FaultName) { Seconds = Late },
        _ => null,
    };

    /// <summary>What is struck, for a person: by its place in the group, which a replay has too, and by its id, which it has not.</summary>
    public string Struck => Servers is [var one]
        ? $"server {Places.GetValueOrDefault(one.Id)} of {Healthy}, {one.Id} in {one.Zone}"
        : $"servers {string.Join(", ", Servers.Select(server => Places.GetValueOrDefault(server.Id)))} of {Healthy}, all that are in {Servers[0].Zone}: {string.Join(", ", Servers.Select(server => server.Id))}";

    /// <summary>The choice without what is otherwise at each time.</summary>
    public string Chosen => $"{Name}: {string.Join(", ", Servers.Select(server => Places.GetValueOrDefault(server.Id)))} of {Healthy} in {Servers[0].Zone}";

    /// <summary>What should happen, as a sentence.</summary>
    public string Expectation => Kind switch
    {
        ChaosKind.Terminate => $"the load balancer lets it finish what it has begun, nobody notices, and Auto Scaling launches another. {Rest}",
        ChaosKind.Unhealthy => $"Auto Scaling replaces it, the load balancer lets it finish what it has begun, and nobody notices. {Rest}",
        ChaosKind.Zone => $"the load balancer lets them finish what they have begun, nobody notices, and Auto Scaling launches as many, in whatever zones are even. {Rest}",
        // "Once it is deregistered it can be terminated and replaced" (target groups, Application Load Balancer User Guide); that a group would put it back is said nowhere.
        ChaosKind.Deregister => $"the load balancer lets it finish what it has begun, and nobody notices. Auto Scaling may replace it, and does not put it back: where it is still there after a while, that is done here. {Rest}",
        ChaosKind.InstanceDies => $"what it was answering is lost, and requests fail there until its health checks do; then Auto Scaling replaces it. {Rest}",
        ChaosKind.InstanceHangs => $"what is sent there is not answered until its health checks fail; then Auto Scaling replaces it. {Rest}",
        ChaosKind.ApplicationUnhealthy => $"the load balancer stops sending requests there, nobody notices, and Auto Scaling replaces it. {Rest}",
        ChaosKind.ApplicationErrors => "its health checks see nothing, so that nothing replaces it: what is sent there fails until it is over. A release's watch would see that, health does not.",
        ChaosKind.BootSlow => $"nobody notices; Auto Scaling launches another, which takes {Passing} s longer. {Rest}",
        ChaosKind.BootFails => $"nobody notices; the first that Auto Scaling launches ends, and it launches another. {Rest}",
        ChaosKind.NoCapacity => $"nobody notices; the first launch is refused, and Auto Scaling tries again. {Rest}",
        ChaosKind.NodeLag => $"half of the load balancer goes on sending requests there for {Late} s, which the server finishes; Auto Scaling launches another. {Rest}",
        ChaosKind.LostAnswer => $"the call is made again and finds it done: one server ends, nobody notices, and Auto Scaling launches another. {Rest}",
        _ => $"nobody notices, Auto Scaling launches another, and Bundt sees so however AWS answers it meanwhile. {Rest}",
    };

    /// <summary>The kind as environment files name it.</summary>
    public static string Word(ChaosKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{kind}");

    private const string Describe = "DescribeAutoScalingGroups";

    // The tag by which Auto Scaling marks its instances.
    private string OfGroup => $"aws:autoscaling:groupName={Group}";

    private string FaultName => JsonNamingPolicy.CamelCase.ConvertName($"{Kind}");

    private string Rest => $"{Healthy - Servers.Count} of {Healthy} healthy servers remain.";

    /// <summary>The first thing that keeps the strike from being over, or null; that its group is whole is another matter.</summary>
    /// <param name="now">The group.</param>
    public string? Reason(ServerGroup now) => Replaces && now.Servers.FirstOrDefault(server => server.InService && Servers.Any(struck => struck.Id == server.Id)) is { } still
        ? $"{still.Id} is still in service" : null;
}
