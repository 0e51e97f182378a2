using System.Collections.Immutable;
using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>What is there under known names, so that calls come further than to the first thing that they do not find.</summary>
internal static class Props
{
    public const string Vpc = "vpc-1";
    public const string Group = "props";
    public const string Balancer = Arn + "loadbalancer/app/props/0";
    public const string Listener = Arn + "listener/app/props/0/0";
    public const string Rule = Arn + "listener-rule/app/props/0/0/0";
    public const string Targets = Arn + "targetgroup/props/0";

    private const string Arn = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:";
    private const byte Network = 20;
    private const int ClaimPort = 4599;

    /// <summary>Puts there what is not there, or not any more.</summary>
    public static void Put(RunningCloud cloud)
    {
        var seen = cloud.Service<Cloud>().Read(RunningCloud.Region);
        var balancer = seen.LoadBalancers.GetValueOrDefault(Balancer) ?? NewBalancer(cloud.Service<Addresses>());
        cloud.Service<Cloud>().Change(RunningCloud.Region, region => region with
        {
            Vpcs = region.Vpcs.SetItems(Absent(region.Vpcs, new Vpc { Id = Vpc, Cidr = "10.0.0.0/16" }, vpc => vpc.Id)),
            Subnets = region.Subnets.SetItems(
                Absent(region.Subnets, region.Zones.Select((zone, index) => Subnet(zone, index + 1)), subnet => subnet.Id)),
            SecurityGroups = region.SecurityGroups.SetItems(
                Absent(region.SecurityGroups, new SecurityGroup { Id = "sg-1", Name = Group, VpcId = Vpc }, group => group.Id)),
            LoadBalancers = region.LoadBalancers.SetItems(Absent(region.LoadBalancers, balancer, one => one.Arn)),
            TargetGroups = region.TargetGroups.SetItems(
                Absent(region.TargetGroups, new TargetGroup { Arn = Targets, Name = Group, Port = 8080, VpcId = Vpc }, one => one.Arn)),
            Listeners = region.Listeners.SetItems(Absent(region.Listeners, NewListener, one => one.Arn)),
            Rules = region.Rules.SetItems(Absent(region.Rules, NewRule, one => one.Arn)),
            ScalingGroups = region.ScalingGroups.SetItems(Absent(region.ScalingGroups, NewGroup, one => one.Name)),
        });
    }

    private static LoadBalancer NewBalancer(Addresses addresses) => new()
    {
        Arn = Balancer,
        Name = Group,
        Address = addresses.Take(Network, ClaimPort).ToString(),
        Scheme = "internal",
        VpcId = Vpc,
        State = "active",
        Created = DateTimeOffset.UnixEpoch,
    };

    private static Listener NewListener => new()
    {
        Arn = Listener,
        LoadBalancerArn = Balancer,
        Port = 8080,
        DefaultRuleArn = Rule + "0",
        Actions = [Nothing],
    };

    private static Rule NewRule => new()
    {
        Arn = Rule,
        ListenerArn = Listener,
        Priority = 1,
        Conditions = [new RuleCondition { Field = "path-pattern", Values = ["/nowhere"] }],
        Actions = [Nothing],
    };

    private static RuleAction Nothing => new() { Type = "fixed-response", FixedResponse = new FixedResponse("404", null, null) };

    /// <summary>A group whose launches fail: instances would come and go by themselves.</summary>
    private static ScalingGroup NewGroup => new()
    {
        Name = Group,
        Arn = "arn:aws:autoscaling:eu-west-1:000000000000:autoScalingGroup:0:autoScalingGroupName/props",
        Created = DateTimeOffset.UnixEpoch,
        Source = new LaunchSource { LaunchConfigurationName = "nothing" },
        MinSize = 0,
        MaxSize = 1,
        DesiredCapacity = 0,
        Zones = ["eu-west-1a"],
    };

    private static Subnet Subnet(string zone, int number) =>
        new() { Id = $"subnet-{number}", VpcId = Vpc, Zone = zone, Cidr = $"10.0.{number}.0/24" };

    private static IEnumerable<KeyValuePair<string, T>> Absent<T>(IImmutableDictionary<string, T> known, T wanted, Func<T, string> key) =>
        Absent(known, [wanted], key);

    private static IEnumerable<KeyValuePair<string, T>> Absent<T>(
        IImmutableDictionary<string, T> known, IEnumerable<T> wanted, Func<T, string> key) =>
        wanted.Where(one => !known.ContainsKey(key(one))).Select(one => KeyValuePair.Create(key(one), one));
}
