using Amazon.ElasticLoadBalancingV2;
using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Checks;

/// <summary>Something that is wrong with a stack, made so through AWS's own calls or in the environment file.</summary>
/// <param name="Severity">What it means.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Found">How it is told.</param>
internal sealed record PlantedFault(Severity Severity, string Subject, string Found)
{
    /// <summary>Makes it so.</summary>
    public Func<Ground, Task> Plant { get; init; } = _ => Task.CompletedTask;

    /// <summary>The environment file with the mistake in it.</summary>
    public Func<ReleaseEnvironment, ReleaseEnvironment> Written { get; init; } = environment => environment;

    /// <summary>All, by what they are.</summary>
    public static IReadOnlyDictionary<string, PlantedFault> All { get; } = new Dictionary<string, PlantedFault>
    {
        ["no live listener"] = new(Severity.Must, "live rule", "web-prod has no listener on port ") { Plant = ground => ground.Silence(ground.Live) },
        ["live rule forwards elsewhere"] = new(Severity.Must, "live rule", "the default rule of the listener on port ") { Plant = async ground => await ground.Point(ground.Live, [(await ground.TargetGroup("other"), 1)]) },
        ["live rule does not forward"] = new(Severity.Must, "live rule", " does not forward") { Plant = ground => ground.Answer(ground.Live) },
        ["release half done"] = new(Severity.Should, "live rule", " forwards 1 to web-prod-blue and 9 to web-prod-green") { Plant = async ground => await ground.Point(ground.Live, [(await ground.Blue(), 1), (await ground.Green(), 9)]) },
        ["no rule of that priority"] = new(Severity.Must, "live rule", " has no rule of priority 10; it has default") { Written = file => file with { Traffic = file.Traffic with { Rule = 10 } } },
        ["a rule beside the live one"] = new(Severity.Must, "other rules", "the rule 7 of the listener on port ") { Plant = async ground => await ground.AddRule(ground.Live, 7, await ground.Green()) },
        ["a listener beside the live one"] = new(Severity.Must, "other rules", "the default rule of the listener on port ") { Plant = async ground => await ground.Listen(await ground.Blue()) },
        ["preview of the wrong one"] = new(Severity.Must, "preview of green", " forwards to web-prod-blue") { Plant = async ground => await ground.Point(ground.Environment.Traffic.Preview.Green, [(await ground.Blue(), 1)]) },
        ["preview of both"] = new(Severity.Must, "preview of blue", " forwards to web-prod-blue, web-prod-green") { Plant = async ground => await ground.Point(ground.Environment.Traffic.Preview.Blue, [(await ground.Blue(), 1), (await ground.Green(), 1)]) },
        ["no preview"] = new(Severity.Must, "preview of blue", "web-prod has no listener on port ") { Plant = ground => ground.Silence(ground.Environment.Traffic.Preview.Blue) },
        ["previews for everybody"] = new(Severity.Should, "previews", "web-prod-load-balancer lets 0.0.0.0/0 in to port ") { Plant = ground => ground.Open("web-prod-load-balancer", ground.Environment.Traffic.Preview.Blue, "0.0.0.0/0") },
        ["no such target group"] = new(Severity.Must, "target groups", "there is no target group red") { Written = file => file with { Traffic = file.Traffic with { TargetGroups = new() { Blue = "web-prod-blue", Green = "red" } } } },
        ["another port"] = new(Severity.Must, "target groups", "web-prod-blue registers servers with port 8080") { Written = file => file with { Application = file.Application with { Port = 9000 } } },
        ["target group elsewhere"] = new(Severity.Must, "target groups", "far is in vpc-") { Plant = async ground => await ground.TargetGroup("far", vpc: await ground.Vpc()), Written = file => file with { Traffic = file.Traffic with { TargetGroups = new() { Blue = "web-prod-blue", Green = "far" } } } },
        ["checked differently"] = new(Severity.Should, "target groups", "web-prod-blue is checked by HTTP /health (200) at traffic-port every 5 s, 2 up, 2 down, and web-prod-green by HTTP /ready (200)") { Plant = async ground => await ground.Check(await ground.Green(), "/ready") },
        ["no such subnet"] = new(Severity.Must, "subnets", "there is no subnet web-prod-z") { Written = file => file with { Servers = file.Servers with { Subnets = ["web-prod-a", "web-prod-b", "web-prod-z"] } } },
        ["two of a name"] = new(Severity.Must, "subnets", "2 subnets are named web-prod-a: subnet-") { Plant = ground => ground.Subnet("web-prod-a") },
        ["subnet elsewhere"] = new(Severity.Must, "subnets", "far-a is in vpc-") { Plant = async ground => await ground.Subnet("far-a", await ground.Vpc()), Written = file => file with { Servers = file.Servers with { Subnets = ["web-prod-a", "web-prod-b", "far-a"] } } },
        ["one zone"] = new(Severity.Should, "subnets", "all servers would be in eu-west-1a") { Written = file => file with { Servers = file.Servers with { Subnets = ["web-prod-a"] } } },
        ["no such security group"] = new(Severity.Must, "security groups", "there is no security group web-test in vpc-") { Written = file => file with { Servers = file.Servers with { SecurityGroups = ["web-prod", "web-test"] } } },
        ["closed servers"] = new(Severity.Must, "security groups", "nothing lets the load balancer in to port 8080 of the servers") { Plant = ground => ground.Close("web-prod", 8080) },
        ["open servers"] = new(Severity.Should, "security groups", "0.0.0.0/0 may reach port 8080 of the servers") { Plant = ground => ground.Open("web-prod", 8080, "0.0.0.0/0") },
    };
}
