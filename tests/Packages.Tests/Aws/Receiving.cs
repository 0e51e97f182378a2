using Amazon.AutoScaling;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Bundt.Packages.Tests.Aws;

/// <summary>What they make of an answer.</summary>
public sealed class Receiving
{
    [Fact]
    public async Task Should_Read_Nested_Members_And_Skip_Unknown_Ones()
    {
        await using var service = (await ScriptedService.Start()).Answers("DescribeAutoScalingGroups", """
            <AutoScalingGroups>
              <member>
                <AutoScalingGroupName>web-1</AutoScalingGroupName>
                <NewerThanThisPackage><member><Deep/></member></NewerThanThisPackage>
                <MinSize>2</MinSize>
                <CreatedTime>2026-03-01T16:42:07.120Z</CreatedTime>
                <Instances>
                  <member>
                    <InstanceId>i-1</InstanceId>
                    <LifecycleState>InService</LifecycleState>
                    <ProtectedFromScaleIn>false</ProtectedFromScaleIn>
                  </member>
                  <member><InstanceId>i-2</InstanceId><LifecycleState>NewerState</LifecycleState></member>
                </Instances>
                <SuspendedProcesses/>
                <EnabledMetrics></EnabledMetrics>
              </member>
            </AutoScalingGroups>
            """);

        var response = await service.AutoScaling.DescribeAutoScalingGroupsAsync(TestContext.Current.CancellationToken);

        var group = response.AutoScalingGroups.ShouldHaveSingleItem();
        group.AutoScalingGroupName.ShouldBe("web-1");
        group.MinSize.ShouldBe(2);
        group.MaxSize.ShouldBeNull();
        group.CreatedTime.ShouldBe(new DateTime(2026, 3, 1, 16, 42, 7, 120, DateTimeKind.Utc));
        group.CreatedTime!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        group.Instances.Select(instance => instance.InstanceId).ShouldBe(["i-1", "i-2"]);
        group.Instances[0].LifecycleState.ShouldBe(LifecycleState.InService);
        group.Instances[0].ProtectedFromScaleIn.ShouldBe(false);
        group.Instances[1].LifecycleState.Value.ShouldBe("NewerState");
        response.ResponseMetadata.RequestId.ShouldBe("request-7");
    }

    [Fact]
    public async Task Should_Leave_Collections_Null_That_Have_No_Members()
    {
        await using var service = (await ScriptedService.Start()).Answers("DescribeAutoScalingGroups", """
            <AutoScalingGroups><member><SuspendedProcesses/><EnabledMetrics></EnabledMetrics></member></AutoScalingGroups>
            """).Answers("DescribeTargetGroups", "<TargetGroups/>");

        var groups = await service.AutoScaling.DescribeAutoScalingGroupsAsync(TestContext.Current.CancellationToken);
        var targetGroups = await service.LoadBalancing.DescribeTargetGroupsAsync(
            new DescribeTargetGroupsRequest(), TestContext.Current.CancellationToken);

        groups.AutoScalingGroups[0].SuspendedProcesses.ShouldBeNull();
        groups.AutoScalingGroups[0].EnabledMetrics.ShouldBeNull();
        groups.AutoScalingGroups[0].Instances.ShouldBeNull();
        groups.NextToken.ShouldBeNull();
        targetGroups.TargetGroups.ShouldBeNull();
    }
}
