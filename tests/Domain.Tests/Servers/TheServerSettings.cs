using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Servers;

public sealed class TheServerSettings
{
    private static readonly ServerSettings Settings = new()
    {
        Subnets = ["subnet-1"],
        SecurityGroups = ["web"],
        UserData = "#!/bin/sh",
        Scaling = [new TargetTracking { Name = "cpu", Target = 50 }],
    };

    [Fact]
    public void Should_Have_The_Same_Digest_When_They_Say_The_Same() =>
        (Settings with { Subnets = ["subnet-1"], Scaling = [new TargetTracking { Name = "cpu", Target = 50 }] }).Digest().ShouldBe(Settings.Digest());

    /// <summary>The digest is on every group that is out there: another one would replace the servers of everybody who updates Bundt.</summary>
    [Fact]
    public void Should_Have_The_Digest_That_It_Always_Had_While_Nothing_New_Is_Used() => Settings.Digest().ShouldBe("c7fbbb0d3a11130f");

    [Fact]
    public void Should_Have_The_Same_Digest_Whatever_The_Order_Of_Metrics_And_Tags()
    {
        var one = Settings with { Metrics = ["GroupMinSize", "GroupMaxSize"], Tags = Some.Tags(("a", "1"), ("b", "2")) };
        var other = Settings with { Metrics = ["GroupMaxSize", "GroupMinSize"], Tags = Some.Tags(("b", "2"), ("a", "1")) };

        one.Digest().ShouldBe(other.Digest());
    }

    [Fact]
    public void Should_Have_Another_Digest_When_Anything_Changes()
    {
        ServerSettings[] changed =
        [
            Settings with { Launch = LaunchKind.Configuration }, Settings with { InstanceType = "t3.large" }, Settings with { Min = 1 },
            Settings with { Max = 9 }, Settings with { Desired = 3 }, Settings with { Subnets = ["subnet-2"] }, Settings with { SecurityGroups = [] },
            Settings with { InstanceProfile = "web" }, Settings with { UserData = null }, Settings with { HealthGrace = TimeSpan.FromSeconds(1) },
            Settings with { Scaling = [new TargetTracking { Name = "cpu", Target = 60 }] }, Settings with { Subnets = [], SecurityGroups = ["subnet-1", "web"] },
            Settings with { InstanceTypes = ["t3.small"] }, Settings with { Metrics = ["all"] }, Settings with { Tags = Some.Tags(("team", "shop")) },
            Settings with { Schedule = [new() { Name = "morning", Recurrence = "0 8 * * *", Min = 3 }] },
            Settings with { Schedule = [new() { Name = "morning", Recurrence = "0 8 * * *", Min = 3, TimeZone = "Europe/Berlin" }] },
            Settings with { Scaling = [new TargetTracking { Name = "cpu", Target = 50, Custom = new() { Namespace = "Shop", Metric = "Queued" } }] },
            Settings with { Scaling = [new StepScaling { Name = "cpu", AdjustmentType = "ChangeInCapacity", Steps = [new() { Lower = 0, Adjustment = 1 }] }] },
            Settings with { Scaling = [new StepScaling { Name = "cpu", AdjustmentType = "ChangeInCapacity", Steps = [new() { Lower = 0, Adjustment = 2 }] }] },
            Settings with { Scaling = [new SimpleScaling { Name = "cpu", AdjustmentType = "ChangeInCapacity", Adjustment = 1 }] },
        ];

        changed.Append(Settings).Select(settings => settings.Digest()).ShouldBeUnique();
    }
}
