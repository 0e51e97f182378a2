using System.Text.Json;

namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>Auto Scaling as the aws CLI meets it, with the cloud's own instances and target groups.</summary>
public sealed class OverTheWire(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    private readonly AwsCli _aws = new(cloud);

    [Fact]
    public async Task Should_Launch_Register_Replace_And_Go()
    {
        var target = await Network("whole");
        await Create("whole", "--target-group-arns", target);
        var group = await InService("whole", 2);
        group.GetProperty("TrafficSources")[0].GetProperty("Type").GetString().ShouldBe("elbv2");
        await _aws.Until(count => count.GetInt32() == 2,
            $"elbv2 describe-target-health --target-group-arn {target} --query length(TargetHealthDescriptions)");

        var lost = group.GetProperty("Instances")[0].GetProperty("InstanceId").GetString()!;
        await _aws.Run($"ec2 terminate-instances --instance-ids {lost}");
        await _aws.Until(found => found.GetArrayLength() == 0, $"autoscaling describe-auto-scaling-instances --instance-ids {lost} --query AutoScalingInstances");
        await InService("whole", 2);
        (await _aws.Run("autoscaling describe-scaling-activities --auto-scaling-group-name whole --query Activities[].Cause")).ToString()
            .ShouldContain("an instance was launched in response to an unhealthy instance needing to be replaced.");

        (await _aws.Refusal("autoscaling delete-auto-scaling-group --auto-scaling-group-name whole")).ShouldContain("(ResourceInUse)");
        await _aws.Run("autoscaling delete-auto-scaling-group --auto-scaling-group-name whole --force-delete");
        await _aws.Until(count => count.GetInt32() == 0,
            "autoscaling describe-auto-scaling-groups --auto-scaling-group-names whole --query length(AutoScalingGroups)");
        (await _aws.Run($"elbv2 describe-target-health --target-group-arn {target} --query TargetHealthDescriptions[?TargetHealth.State!='draining']")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Should_Come_Back_With_The_Same_Instances_When_The_Server_Restarts()
    {
        await Network("again");
        await Create("again");
        var before = await InService("again", 2);
        await cloud.Restart();

        var after = await InService("again", 2);
        Ids(after).ShouldBe(Ids(before));
        (await _aws.Run("autoscaling describe-scaling-activities --auto-scaling-group-name again --query length(Activities)")).GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Should_Read_Back_What_Was_Put()
    {
        await Network("plans");
        await Create("plans");
        await _aws.Run("autoscaling put-scaling-policy --auto-scaling-group-name plans --policy-name cpu --policy-type TargetTrackingScaling", "--target-tracking-configuration",
            """{"PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"},"TargetValue":50}""");
        await _aws.Run("autoscaling put-scheduled-update-group-action --auto-scaling-group-name plans --scheduled-action-name morning --desired-capacity 2", "--recurrence", "0 8 * * 1-5");
        await _aws.Run("autoscaling suspend-processes --auto-scaling-group-name plans --scaling-processes AlarmNotification");

        var policy = await _aws.Run("autoscaling describe-policies --auto-scaling-group-name plans --query ScalingPolicies[0]");
        policy.GetProperty("TargetTrackingConfiguration").GetProperty("TargetValue").GetDouble().ShouldBe(50);
        policy.GetProperty("Alarms").GetArrayLength().ShouldBe(2);
        var action = await _aws.Run("autoscaling describe-scheduled-actions --auto-scaling-group-name plans --query ScheduledUpdateGroupActions[0]");
        action.GetProperty("Recurrence").GetString().ShouldBe("0 8 * * 1-5");
        (await _aws.Run("autoscaling describe-auto-scaling-groups --auto-scaling-group-names plans --query AutoScalingGroups[0].SuspendedProcesses[0].ProcessName"))
            .GetString().ShouldBe("AlarmNotification");
    }

    private async Task<string> Network(string name)
    {
        var image = await _aws.Run("ec2 describe-images --owners amazon --query Images[0].ImageId");
        await _aws.Run($"ec2 create-launch-template --launch-template-name {name} --launch-template-data",
            $$"""{"ImageId":"{{image.GetString()}}","InstanceType":"t3.micro"}""");
        var vpc = await _aws.Run("ec2 describe-vpcs --query Vpcs[0].VpcId");
        var target = await _aws.Run(
            $"elbv2 create-target-group --name {name} --protocol HTTP --port 8080 --vpc-id {vpc.GetString()} --query TargetGroups[0].TargetGroupArn");
        return target.GetString()!;
    }

    private async Task Create(string name, params string[] more)
    {
        var subnets = await _aws.Run("ec2 describe-subnets --query Subnets[].SubnetId");
        var list = string.Join(',', subnets.EnumerateArray().Select(subnet => subnet.GetString()));
        await _aws.Run(
            $"autoscaling create-auto-scaling-group --auto-scaling-group-name {name} --launch-template LaunchTemplateName={name},Version=1 --min-size 0 --max-size 4 --desired-capacity 2 --vpc-zone-identifier {list}",
            more);
    }

    private async Task<JsonElement> InService(string name, int count) => await _aws.Until(
        group => Ids(group).Count() == count
            && group.GetProperty("Instances").EnumerateArray().All(instance => instance.GetProperty("LifecycleState").GetString() == "InService"),
        $"autoscaling describe-auto-scaling-groups --auto-scaling-group-names {name} --query AutoScalingGroups[0]");

    private static IEnumerable<string?> Ids(JsonElement group) =>
        group.GetProperty("Instances").EnumerateArray().Select(instance => instance.GetProperty("InstanceId").GetString());
}
