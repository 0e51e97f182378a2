using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Checks;
using Bundt.Cloud.Tests.Servers;
using Bundt.Domain;
using Bundt.Domain.Rehearsals;

namespace Bundt.Cloud.Tests.Checks;

/// <summary>What a twin's network has to have too.</summary>
public sealed class ReadingANetwork(ACloud cloud) : IClassFixture<ACloud>
{
    [Fact]
    public async Task Should_Read_How_Target_Groups_Are_Asked_And_Emptied_And_In_Which_Zones_Servers_Are()
    {
        var green = (await cloud.Aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = ["web-prod-green"] }, TestContext.Current.CancellationToken)).TargetGroups[0].TargetGroupArn;
        await cloud.Aws.LoadBalancing.ModifyTargetGroupAsync(new() { TargetGroupArn = green, HealthCheckPath = "/ready", HealthCheckIntervalSeconds = 30, HealthyThresholdCount = 5 }, TestContext.Current.CancellationToken);
        await cloud.Aws.LoadBalancing.ModifyTargetGroupAttributesAsync(
            new() { TargetGroupArn = green, Attributes = [new TargetGroupAttribute { Key = "deregistration_delay.timeout_seconds", Value = "0" }] }, TestContext.Current.CancellationToken);

        var network = await Reader().Read();

        network.TargetGroups.Blue.ShouldBe(TargetGroupSettings.Local);
        network.TargetGroups.Green.ShouldBe(TargetGroupSettings.Local with { Path = "/ready", Interval = 30, Up = 5, Delay = 0 });
        network.Zones.ShouldBe(["eu-west-1a", "eu-west-1b"]);
        network.Delay.ShouldBe(0);
    }

    [Fact]
    public async Task Should_Say_That_There_Is_No_Target_Group() => (await Should.ThrowAsync<Problem>(
        new NetworkReader(cloud.Aws, () => cloud.Environment with { Traffic = cloud.Environment.Traffic with { TargetGroups = new() { Blue = "none", Green = "none" } } }, Stack()).Read)).What
        .ShouldContain("refused to read the target group none: TargetGroupNotFound");

    private NetworkReader Reader() => new(cloud.Aws, () => cloud.Environment, Stack());

    private StackReader Stack() => new(cloud.Aws, () => cloud.Environment);
}
