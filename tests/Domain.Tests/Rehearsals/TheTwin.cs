using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;
using CsCheck;
using static Bundt.Domain.Tests.Rehearsals.Rehearsals;

namespace Bundt.Domain.Tests.Rehearsals;

public sealed class TheTwin
{
    /// <summary>What of production a twin tells that it has not, by the words it is told in.</summary>
    private static readonly (string Told, ReleaseEnvironment Production)[] Different =
    [
        ("scaling policies are made, and never fire", Production with { Servers = Production.Servers with { Scaling = [new TargetTracking { Name = "cpu", Target = 50 }] } }),
        ("servers.healthGrace is 30s instead of 5m (waits are divided by 10)", Production),
        ("verify.window is 3s instead of 30s (waits are divided by 10)", Production),
        ("traffic.canary.pause is 12s instead of 2m (waits are divided by 10)", Production),
        ("swap.watch is 30s instead of 5m (waits are divided by 10)", Production),
        ("swap.warm is 30m instead of 10m", Production with { Swap = Production.Swap with { Warm = TimeSpan.FromMinutes(10) } }),
        ("its live rule is the listener's default action, not rule 20", Production with { Traffic = Production.Traffic with { Rule = 20 } }),
        ("it speaks plain HTTP, not HTTPS", Production),
        ("it bakes from debian-12-* instead of shop-base-*", Production),
        ("it bakes its images itself, which production takes from 210987654321", Production with { Bake = Production.Bake with { From = new() { Owner = "210987654321" } } }),
        ("its servers have the source image's volumes", Production with { Bake = Production.Bake with { Volume = new() { Size = 20 } } }),
        ("images are neither copied nor shared", Production with { Bake = Production.Bake with { CopyTo = ["eu-west-1"] } }),
        ("its servers have no instance profile", Production with { Servers = Production.Servers with { InstanceProfile = "shop" } }),
        ("tags are not signed", Production with { Application = Production.Application with { SignTags = true } }),
        ("nobody is asked before traffic moves", Production with { Swap = Production.Swap with { Approval = ApprovalKind.Manual } }),
        ("hooks are not run: hooks/migrate (--with-hooks)", Production with { Hooks = new() { BeforeSwap = ["hooks/migrate"] } }),
        ("nobody is notified", Production with { Notify = new() { Slack = "SHOP_SLACK" } }),
        ("it has 2 subnets instead of 1", Production with { Servers = Production.Servers with { Subnets = ["a"] } }),
    ];

    public static TheoryData<string> Differences => [.. Different.Select(different => different.Told)];

    [Fact]
    public void Should_Release_As_Production_Does()
    {
        var production = Production with
        {
            Servers = Production.Servers with
            {
                UserData = "#!/bin/sh",
                Tags = new Dictionary<string, string> { ["team"] = "shop" },
                Scaling = [new TargetTracking { Name = "cpu", Target = 50 }],
                Schedule = [new() { Name = "morning", Recurrence = "0 8 * * *", Min = 8 }],
            },
            Verify = Production.Verify with { Probes = 30, Requests = [new() { Path = "/status" }] },
            Swap = Production.Swap with { FailedPercent = 0.5, Latency = TimeSpan.FromMilliseconds(800), Slower = 1.5 },
            Retain = 3,
        };

        var twin = Twin.Of(production, Terms).Environment;

        twin.Name.ShouldBe("prod");
        twin.Traffic.Strategy.ShouldBe(TrafficStrategy.Canary);
        twin.Traffic.Shares().ShouldBe([10, 50, 100]);
        (twin.Servers.Min, twin.Servers.Max, twin.Servers.Desired, twin.Servers.Subnets.Count).ShouldBe((6, 12, 7, 3));
        twin.Servers.ShouldSatisfyAllConditions(
            servers => servers.UserData.ShouldBe(production.Servers.UserData),
            servers => servers.Tags.ShouldBe(production.Servers.Tags),
            servers => servers.Scaling.ShouldBe(production.Servers.Scaling),
            servers => servers.Schedule.ShouldBe(production.Servers.Schedule));
        twin.Verify.ShouldBe(production.Verify with { Window = TimeSpan.FromSeconds(3) });
        twin.Swap.ShouldBe(production.Swap with { Watch = TimeSpan.FromSeconds(30), Every = TimeSpan.FromSeconds(1) });
        twin.Retain.ShouldBe(3);
    }

    [Fact]
    public void Should_Be_A_Local_Cloud_That_Reaches_Nothing_Else()
    {
        var twin = Twin.Of(Production, Terms).Environment;

        twin.IsLocal.ShouldBeTrue();
        twin.Aws.ShouldBe(new AwsAccount { Account = "000000000000", Region = "eu-central-1", Endpoint = "local" });
        twin.StateBucket.ShouldBe("bundt-000000000000-eu-central-1");
        twin.Application.Checkout.ShouldBe(".local/shop");
        twin.Bake.Template.ShouldBe("/home/packer/web");
        (twin.Traffic.Listener, twin.Traffic.Preview.Blue, twin.Traffic.Preview.Green).ShouldBe((18000, 18001, 18002));
        EnvironmentRules.FirstBroken(twin).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void Should_Say_In_What_It_Differs(string told)
    {
        var production = Different.Single(different => different.Told == told).Production;

        var twin = Twin.Of(production, Terms);

        twin.Differences.ShouldContain(difference => difference.StartsWith(told, StringComparison.Ordinal));
        EnvironmentRules.FirstBroken(twin.Environment).ShouldBeNull();
    }

    [Fact]
    public void Should_Run_Hooks_Where_It_Is_Told_To()
    {
        var twin = Twin.Of(Production with { Hooks = new() { AfterSwap = ["hooks/announce"] } }, Terms with { RunsHooks = true });

        twin.Environment.Hooks.AfterSwap.ShouldBe(["/home/hooks/announce"]);
        twin.Differences.ShouldContain("hooks are run as they are, with BUNDT_ENV as in production: hooks/announce");
    }

    [Theory]
    [InlineData(0.5, 3, 6, 4)]
    [InlineData(0.1, 3, 3, 3)]
    [InlineData(1, 6, 12, 7)]
    public void Should_Have_A_Server_In_Each_Zone_However_Small_It_Is(double scale, int min, int max, int desired)
    {
        var twin = Twin.Of(Production, Terms with { Scale = scale });

        (twin.Environment.Servers.Min, twin.Environment.Servers.Max, twin.Environment.Servers.Desired).ShouldBe((min, max, desired));
        twin.Differences.Any(difference => difference.EndsWith("(--scale)", StringComparison.Ordinal)).ShouldBe(scale < 1);
    }

    [Fact]
    public void Should_Fit_The_Rules_Of_Any_File_At_Any_Scale_And_Pace() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Double[0.01, 1], Gen.Double[1, 100], Gen.Int[0, 20]).Sample((min, more, most, scale, faster, morning) =>
        {
            var servers = Production.Servers with
            {
                Min = min,
                Desired = min + more,
                Max = min + more + most,
                HealthGrace = TimeSpan.FromSeconds(morning * 20),
                Schedule = [new() { Name = "morning", Recurrence = "0 8 * * *", Min = Math.Min(morning, min), Max = min + more + most }],
            };
            EnvironmentRules.FirstBroken(Twin.Of(Production with { Servers = servers }, Terms with { Scale = scale, Faster = faster }).Environment)?.ToString().ShouldBeNull();
        });

    [Fact]
    public void Should_Shorten_No_Wait_Below_Its_Floor_And_Lengthen_None() => Gen.Select(Gen.Double[0, 10_000], Gen.Double[0, 60], Gen.Double[1, 100]).Sample((seconds, floor, faster) =>
    {
        var (wait, least) = (TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(floor));

        var shorter = (Terms with { Faster = faster }).Shorter(wait, least);

        shorter.ShouldBeInRange(wait < least ? wait : least, wait + TimeSpan.FromMilliseconds(1));
    });

    [Fact]
    public void Rule_16_Should_Cut_Off_What_Production_Cuts_Off()
    {
        var off = TargetGroupSettings.Local with { Delay = 0, Interval = 30, Timeout = 20 };

        off.Faster(10).ShouldBe(off with { Interval = 5, Timeout = 2 });
        (TargetGroupSettings.Local with { Delay = 300 }).Faster(10).Delay.ShouldBe(30);
        (TargetGroupSettings.Local with { Delay = 60 }).Faster(10).Delay.ShouldBe(15, "a request is no quicker in a rehearsal");
        (TargetGroupSettings.Local with { Delay = 5 }).Faster(10).Delay.ShouldBe(5);
    }

    [Fact]
    public void Should_Say_What_Its_Target_Groups_Ask_Otherwise()
    {
        var production = new TwinNetwork(new() { Blue = TargetGroupSettings.Local with { Interval = 30 }, Green = TargetGroupSettings.Local with { Interval = 30 } }, []);

        TwinNetwork.Differences(production, production.Faster(10)).ShouldHaveSingleItem().ShouldStartWith("its target groups are asked /health (200) every 5 s");
        TwinNetwork.Differences(production, production).ShouldBeEmpty();
        TwinNetwork.Differences(null, TwinNetwork.Local).ShouldHaveSingleItem().ShouldStartWith("production's target groups could not be read");
    }
}
