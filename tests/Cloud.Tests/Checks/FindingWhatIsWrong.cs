using Bundt.Cloud.Checks;
using Bundt.Cloud.Tests.Servers;
using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Checks;

/// <summary>Faults planted in a stack, one in each, and what Doctor says of them.</summary>
public sealed class FindingWhatIsWrong
{
    public static TheoryData<string> Faults => [.. PlantedFault.All.Keys];

    [Fact]
    public async Task Should_Find_Nothing_Wrong_With_The_Stack_That_Bundt_Makes_Itself()
    {
        await using var cloud = await Begun();

        var findings = await Look(cloud, cloud.Environment);

        findings.ShouldAllBe(finding => finding.Severity == Severity.Fine);
        findings.Select(finding => finding.Subject).Distinct().ShouldBe(
            ["load balancer", "target groups", "live rule", "preview of blue", "preview of green", "other rules", "subnets", "security groups"]);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Rule_17_Should_Find_It_And_Say_How_To_Mend_It(string planted)
    {
        var fault = PlantedFault.All[planted];
        await using var cloud = await Begun();
        await fault.Plant(new(cloud.Aws, cloud.Environment));

        var found = (await Look(cloud, fault.Written(cloud.Environment))).Where(finding => finding.Severity != Severity.Fine).ToList();

        var told = found.FirstOrDefault(finding => finding.Subject == fault.Subject && finding.Found.Contains(fault.Found, StringComparison.Ordinal))
            .ShouldNotBeNull($"found: {string.Join("; ", found)}");
        told.Severity.ShouldBe(fault.Severity);
        told.Needed.ShouldNotBeNullOrEmpty();
        told.Mend.ShouldNotBeNullOrEmpty();
    }

    private static async Task<IReadOnlyList<Finding>> Look(ACloud cloud, ReleaseEnvironment environment)
    {
        var stack = await new StackReader(cloud.Aws, () => environment).Read();
        return [.. TrafficChecks.Of(stack, environment), .. NetworkChecks.Of(stack, environment)];
    }

    private static async Task<ACloud> Begun()
    {
        var cloud = new ACloud();
        await cloud.InitializeAsync();
        return cloud;
    }
}
