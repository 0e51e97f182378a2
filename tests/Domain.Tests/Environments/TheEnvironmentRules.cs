using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Environments;

public sealed class TheEnvironmentRules
{
    private static readonly ReleaseEnvironment Good = new()
    {
        Application = new() { Name = "web", Checkout = "../web" },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-*", Owner = "amazon" }, Ingress = ["203.0.113.7/32"] },
        Servers = new() { Subnets = ["a"], SecurityGroups = ["web"] },
        Traffic = new() { LoadBalancer = "web", TargetGroups = new() { Blue = "b", Green = "g" }, Preview = new() { Blue = 8081, Green = 8082 } },
    };

    private static readonly ScheduledAction Morning = new() { Name = "morning", Recurrence = "0 8 * * MON-FRI", TimeZone = "Europe/Berlin", Min = 3 };

    /// <summary>What is wrong with an environment, by the key that is told and by what it then is.</summary>
    private static readonly (string Told, ReleaseEnvironment Wrong)[] Mistakes =
    [
        ("application.tokenVariable is '(not shown)'", Good with { Application = Good.Application with { TokenVariable = "ghp_0123456789" } }),
        ("application.tokenUser is 'build'", Good with { Application = Good.Application with { TokenUser = "build" } }),
        ("application.name is 'Web Shop'", Good with { Application = Good.Application with { Name = "Web Shop" } }),
        ("application.checkout is ' '", Good with { Application = Good.Application with { Checkout = " " } }),
        ("application.port is '0'", Good with { Application = Good.Application with { Port = 0 } }),
        ("application.versionPath is 'version'", Good with { Application = Good.Application with { VersionPath = "version" } }),
        ("aws.account is '123'", Good with { Aws = Good.Aws with { Account = "123" } }),
        ("aws.region is 'eu-west-1a'", Good with { Aws = Good.Aws with { Region = "eu-west-1a" } }),
        ("aws.endpoint is 'localhost:4600'", Good with { Aws = Good.Aws with { Endpoint = "localhost:4600" } }),
        ("bake.source.name is empty", Good with { Bake = Good.Bake with { Source = new() { Name = "", Owner = "self" } } }),
        ("bake.ingress is empty", Good with { Bake = Good.Bake with { Ingress = [] } }),
        ("bake.ingress is '::/0'", Good with { Bake = Good.Bake with { Ingress = ["::/0"] } }),
        ("bake.sshInterface is 'public'", Good with { Bake = Good.Bake with { SshInterface = "public" } }),
        ("bake.pollSeconds is '0'", Good with { Bake = Good.Bake with { PollSeconds = 0 } }),
        ("bake.vpc is 'prod'", Baking(Good.Bake with { Vpc = "prod" })),
        ("bake.subnetFilter is 'tag:tier'", Baking(Good.Bake with { Subnet = "a", SubnetFilter = Some.Tags(("tag:tier", "private")) })),
        ("bake.volume.size is '0'", Baking(Good.Bake with { Volume = new() { Size = 0 } })),
        ("bake.volume.type is 'io2'", Baking(Good.Bake with { Volume = new() { Type = "io2" } })),
        ("bake.volume.kmsKey is 'alias/shop'", Baking(Good.Bake with { Volume = new() { KmsKey = "alias/shop" } })),
        ("bake.volume.kmsKey is 'shop'", Baking(Good.Bake with { Volume = new() { Encrypted = true, KmsKey = "shop" } })),
        ("bake.volume.kmsKey is empty", Baking(Good.Bake with { Volume = new() { Encrypted = true }, ShareWith = ["210987654321"] })),
        ("bake.volume.kmsKey is 'arn:aws:kms:eu-west-1:123456789012:key/1'", Baking(Good.Bake with { Volume = new() { Encrypted = true, KmsKey = "arn:aws:kms:eu-west-1:123456789012:key/1" }, CopyTo = ["eu-central-1"] })),
        ("bake.copyTo is 'Frankfurt'", Baking(Good.Bake with { CopyTo = ["eu-central-1", "Frankfurt"] })),
        ("bake.shareWith is '210'", Baking(Good.Bake with { ShareWith = ["210"] })),
        ("bake.deprecateAfter is '00:01:00'", Baking(Good.Bake with { DeprecateAfter = TimeSpan.FromMinutes(1) })),
        ("bake.deprecateAfter is '3651.00:00:00'", Baking(Good.Bake with { DeprecateAfter = TimeSpan.FromDays(3651) })),
        ("bake.from.owner is 'internal'", Baking(Good.Bake with { From = new() { Owner = "internal" } })),
        ("bake.from is 'set'", Baking(Good.Bake with { From = new() { Owner = "self" }, CopyTo = ["eu-central-1"] })),
        ("bake.timeout is '00:00:00'", Good with { Bake = Good.Bake with { Timeout = TimeSpan.Zero } }),
        ("servers.min is '0'", Good with { Servers = Good.Servers with { Min = 0 } }),
        ("servers.min is '5'", Good with { Servers = Good.Servers with { Min = 5, Desired = 5 } }),
        ("servers.desired is '2'", Good with { Servers = Good.Servers with { Min = 3, Desired = 2 } }),
        ("servers.desired is '7'", Good with { Servers = Good.Servers with { Desired = 7 } }),
        ("servers.subnets is empty", Good with { Servers = Good.Servers with { Subnets = [] } }),
        ("servers.securityGroups is empty", Good with { Servers = Good.Servers with { SecurityGroups = [] } }),
        ("servers.healthGrace is '00:00:00.5000000'", Good with { Servers = Good.Servers with { HealthGrace = TimeSpan.FromSeconds(0.5) } }),
        ("servers.scaling is '0'", Good with { Servers = Good.Servers with { Scaling = [new TargetTracking { Name = "cpu", Target = 0 }] } }),
        ("servers.scaling is 'CPUUtilization'", With(new TargetTracking { Name = "cpu", Target = 50, Metric = "CPUUtilization" })),
        ("servers.scaling is 'ALBRequestCountPerTarget'", With(new TargetTracking { Name = "load", Target = 50, Metric = "ALBRequestCountPerTarget" })),
        ("servers.scaling is 'p99'", With(new TargetTracking { Name = "slow", Target = 50, Custom = new() { Namespace = "Shop", Metric = "Latency", Statistic = "p99" } })),
        ("servers.scaling is empty", With(new TargetTracking { Name = "slow", Target = 50, Custom = new() { Namespace = "", Metric = "Latency" } })),
        ("servers.scaling is 'cpu'", With(new TargetTracking { Name = "cpu", Target = 50 }, new TargetTracking { Name = "cpu", Target = 60 })),
        ("servers.scaling is 'Change'", With(new SimpleScaling { Name = "out", AdjustmentType = "Change", Adjustment = 1 })),
        ("servers.scaling is '-1'", With(new SimpleScaling { Name = "out", AdjustmentType = "ExactCapacity", Adjustment = -1 })),
        ("servers.scaling is '00:00:00.5000000'", With(new SimpleScaling { Name = "out", AdjustmentType = "ChangeInCapacity", Adjustment = 1, Cooldown = TimeSpan.FromSeconds(0.5) })),
        ("servers.scaling is empty", With(Steps())),
        ("servers.scaling is '1 from 0 to 10, 2 from 20 to '", With(Steps((0, 10, 1), (20, null, 2)))),
        ("servers.scaling is '1 from 0 to 20, 2 from 10 to '", With(Steps((0, 20, 1), (10, null, 2)))),
        ("servers.scaling is '1 from 0 to , 2 from 10 to '", With(Steps((0, null, 1), (10, null, 2)))),
        ("servers.scaling is '1 from 10 to 0'", With(Steps((10, 0, 1)))),
        ("servers.scaling is '1 from 0 to 10'", With(Steps((0, 10, 1)))),
        ("servers.scaling is '-1 from -10 to 0'", With(Steps((-10, 0, -1)))),
        ("servers.scaling is 'Sum'", With(Steps((0, null, 1)) with { Aggregation = "Sum" })),
        ("servers.instanceTypes is 't3.small'", Good with { Servers = Good.Servers with { Launch = LaunchKind.Configuration, InstanceTypes = ["t3.small"] } }),
        ("servers.schedule is 'bundt-deadline'", With(Morning with { Name = "bundt-deadline" })),
        ("servers.schedule is 'morning'", With(Morning, Morning)),
        ("servers.schedule is '0 8 * *'", With(Morning with { Recurrence = "0 8 * *" })),
        ("servers.schedule is 'CET+1'", With(Morning with { TimeZone = "CET+1" })),
        ("servers.schedule is 'min , max , desired '", With(Morning with { Min = null })),
        ("servers.schedule is 'min 3, max 2, desired '", With(Morning with { Max = 2 })),
        ("servers.schedule is 'min 3, max 5, desired '", With(Morning with { Max = 5 })),
        ("servers.schedule is 'min -1, max , desired '", With(Morning with { Min = -1 })),
        ("servers.metrics is 'GroupSize'", Good with { Servers = Good.Servers with { Metrics = ["GroupSize"] } }),
        ("servers.metrics is 'all'", Good with { Servers = Good.Servers with { Metrics = ["all", "GroupMinSize"] } }),
        ("servers.tags is 'bundt:app'", Good with { Servers = Good.Servers with { Tags = Some.Tags(("bundt:app", "mine")) } }),
        ("servers.tags is 'AWS:x'", Good with { Servers = Good.Servers with { Tags = Some.Tags(("AWS:x", "mine")) } }),
        ("servers.tags is 'Name'", Good with { Servers = Good.Servers with { Tags = Some.Tags(("Name", "mine")) } }),
        ("servers.tags is '36'", Good with { Servers = Good.Servers with { Tags = Enumerable.Range(0, 36).ToDictionary(number => $"t{number}", _ => "") } }),
        ("traffic.listener is '70000'", Good with { Traffic = Good.Traffic with { Listener = 70_000 } }),
        ("traffic.rule is '0'", Good with { Traffic = Good.Traffic with { Rule = 0 } }),
        ("traffic.targetGroups.green is 'b'", Good with { Traffic = Good.Traffic with { TargetGroups = new() { Blue = "b", Green = "b" } } }),
        ("traffic.preview.green is '8081'", Good with { Traffic = Good.Traffic with { Preview = new() { Blue = 8081, Green = 8081 } } }),
        ("traffic.address is 'www.example.com'", Good with { Traffic = Good.Traffic with { Address = "www.example.com" } }),
        ("traffic.canary.steps is empty", Good with { Traffic = Good.Traffic with { Canary = new() { Steps = [] } } }),
        ("traffic.canary.steps is '10, 50'", Good with { Traffic = Good.Traffic with { Canary = new() { Steps = [10, 50] } } }),
        ("traffic.canary.steps is '50, 10, 100'", Good with { Traffic = Good.Traffic with { Canary = new() { Steps = [50, 10, 100] } } }),
        ("traffic.canary.steps is '0, 100'", Good with { Traffic = Good.Traffic with { Canary = new() { Steps = [0, 100] } } }),
        ("verify.requests is 'health'", Asking(new() { Path = "health" })),
        ("verify.requests is '20'", Asking(new() { Path = "/", Status = 20 })),
        ("verify.requests is '0'", Asking(new() { Path = "/", Times = 0 })),
        ("verify.requests is '(ok'", Asking(new() { Path = "/", Body = "(ok" })),
        ("verify.requests is '*'", Asking(new() { Path = "/", Headers = new Dictionary<string, string> { ["Server"] = "*" } })),
        ("hooks.timeout is '00:00:00'", Good with { Hooks = new() { Timeout = TimeSpan.Zero } }),
        ("hooks.beforeSwap is empty", Good with { Hooks = new() { BeforeSwap = [""] } }),
        ("swap.moreFailedPercent is '-1'", Good with { Swap = Good.Swap with { MoreFailedPercent = -1 } }),
        ("swap.latency is '00:00:00'", Good with { Swap = Good.Swap with { Latency = TimeSpan.Zero } }),
        ("swap.slower is '0.5'", Good with { Swap = Good.Swap with { Slower = 0.5 } }),
        ("swap.every is '00:00:00'", Good with { Swap = Good.Swap with { Every = TimeSpan.Zero } }),
        ("verify.timeout is '00:00:05'", Good with { Verify = Good.Verify with { Timeout = TimeSpan.FromSeconds(5) } }),
        ("verify.probes is '0'", Good with { Verify = Good.Verify with { Probes = 0 } }),
        ("swap.failedPercent is '101'", Good with { Swap = Good.Swap with { FailedPercent = 101 } }),
        ("swap.settle is '00:00:00'", Good with { Swap = Good.Swap with { Settle = TimeSpan.Zero } }),
        ("chaos.hours is '9-17'", Striking(new() { Hours = "9-17" })),
        ("chaos.days is 'Monday'", Striking(new() { Hours = "09:00-17:00", Days = "Monday" })),
        ("chaos.timeZone is 'Berlin'", Striking(new() { Hours = "09:00-17:00", TimeZone = "Berlin" })),
        ("chaos.probability is '1.1'", Striking(new() { Hours = "09:00-17:00", Probability = 1.1 })),
        ("chaos.kinds is empty", Striking(new() { Hours = "09:00-17:00", Kinds = [] })),
        ("chaos.kinds is 'instance-dies'", Striking(new() { Hours = "09:00-17:00", Kinds = [ChaosKind.Zone, ChaosKind.InstanceDies] })),
        ("chaos.minHealthy is '0'", Striking(new() { Hours = "09:00-17:00", MinHealthy = 0 })),
        ("chaos.deadline is '00:00:00'", Striking(new() { Hours = "09:00-17:00", Deadline = TimeSpan.Zero })),
        ("retain is '0'", Good with { Retain = 0 }),
        ("leaseExpiry is '00:00:04'", Good with { LeaseExpiry = TimeSpan.FromSeconds(4) }),
        ("stateBucket is 'Our_State'", Good with { StateBucket = "Our_State" }),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Mistakes.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Should_Tell_The_Key_The_Value_And_What_Was_Expected(int number) =>
        EnvironmentRules.FirstBroken(Mistakes[number].Wrong).ShouldNotBeNull(Mistakes[number].Told).ToString().ShouldStartWith(Mistakes[number].Told + ": expected ");

    [Fact]
    public void Should_Find_Nothing_Wrong_With_A_Good_One() => EnvironmentRules.FirstBroken(Good).ShouldBeNull();

    [Fact]
    public void Should_Find_Nothing_Wrong_With_One_That_Uses_Everything() => EnvironmentRules.FirstBroken(Good with
    {
        Servers = Good.Servers with
        {
            InstanceTypes = ["t3.small"],
            Scaling =
            [
                new TargetTracking { Name = "cpu", Target = 55 },
                new TargetTracking { Name = "queue", Target = 100, Custom = new() { Namespace = "Shop", Metric = "QueuedPerServer" } },
                Steps((0, 20, 1), (20, null, 2), (null, 0, -1)) with { Name = "steps" },
                new SimpleScaling { Name = "in", AdjustmentType = "PercentChangeInCapacity", Adjustment = -10, Cooldown = TimeSpan.FromMinutes(5) },
            ],
            Schedule = [Morning, Morning with { Name = "night", Min = 0, Desired = 0 }],
            Metrics = ["GroupMinSize", "GroupInServiceInstances"],
            Tags = Some.Tags(("team", "shop")),
        },
    }).ShouldBeNull();

    [Fact]
    public void Should_Allow_The_Faults_Of_The_Local_Cloud_There() => EnvironmentRules.FirstBroken(
        Striking(new() { Hours = "22:00-06:00", Days = "MON-FRI", TimeZone = "Europe/Berlin", Kinds = Enum.GetValues<ChaosKind>() }) with { Aws = Good.Aws with { Endpoint = "local" } }).ShouldBeNull();

    [Fact]
    public void Should_Launch_The_Fewest_Servers_Unless_Told_Otherwise() =>
        EnvironmentRules.FirstBroken(Good with { Servers = Good.Servers with { Min = 3 } }).ShouldBeNull();

    private static ReleaseEnvironment Asking(VerifyRequest request) => Good with { Verify = Good.Verify with { Requests = [request] } };

    private static ReleaseEnvironment Striking(ChaosSettings chaos) => Good with { Chaos = chaos };

    private static ReleaseEnvironment Baking(BakeSettings bake) => Good with { Bake = bake };

    private static ReleaseEnvironment With(params ScalingPolicy[] policies) => Good with { Servers = Good.Servers with { Scaling = policies } };

    private static ReleaseEnvironment With(params ScheduledAction[] actions) => Good with { Servers = Good.Servers with { Schedule = actions } };

    private static StepScaling Steps(params (double? Lower, double? Upper, int Adjustment)[] steps) => new()
    {
        Name = "out",
        AdjustmentType = "ChangeInCapacity",
        Steps = [.. steps.Select(step => new ScalingStep { Lower = step.Lower, Upper = step.Upper, Adjustment = step.Adjustment })],
    };
}
