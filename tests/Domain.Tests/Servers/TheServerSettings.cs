using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Servers;

public sealed class TheServerSettings
{
    private static readonly ServerSettings Settings = new()
    {
        Subnets = ["subnet-1"],
        SecurityGroups = ["web"],
        UserData = "#!/bin/sh",
        Scaling = [new() { Name = "cpu", Target = 50 }],
    };

    [Fact]
    public void Should_Have_The_Same_Digest_When_They_Say_The_Same() =>
        (Settings with { Subnets = ["subnet-1"], Scaling = [new() { Name = "cpu", Target = 50 }] }).Digest().ShouldBe(Settings.Digest());

    [Fact]
    public void Should_Have_Another_Digest_When_Anything_Changes()
    {
        ServerSettings[] changed =
        [
            Settings with { Launch = LaunchKind.Configuration }, Settings with { InstanceType = "t3.large" }, Settings with { Min = 1 },
            Settings with { Max = 9 }, Settings with { Desired = 3 }, Settings with { Subnets = ["subnet-2"] }, Settings with { SecurityGroups = [] },
            Settings with { InstanceProfile = "web" }, Settings with { UserData = null }, Settings with { HealthGrace = TimeSpan.FromSeconds(1) },
            Settings with { Scaling = [new() { Name = "cpu", Target = 60 }] }, Settings with { Subnets = [], SecurityGroups = ["subnet-1", "web"] },
        ];

        changed.Append(Settings).Select(settings => settings.Digest()).ShouldBeUnique();
    }
}
