using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

/// <summary>What the chapters about Auto Scaling have in common.</summary>
internal abstract class Chapter(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter<IAmazonAutoScaling, AmazonAutoScalingException>(walk, client, ground)
{
    protected const string NotFound = "refuses a group that does not exist";

    /// <summary>The request for a group without instances, from the launch template.</summary>
    protected CreateAutoScalingGroupRequest Empty(string name) => new()
    {
        AutoScalingGroupName = name,
        LaunchTemplate = new LaunchTemplateSpecification { LaunchTemplateName = Ground.Template, Version = "1" },
        MinSize = 0,
        MaxSize = 4,
        VPCZoneIdentifier = string.Join(',', Ground.Subnets.Select(subnet => subnet.SubnetId)),
    };

    protected async Task<AutoScalingGroup> Read(string name)
    {
        var found = await Client.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [name] });
        return found.AutoScalingGroups.ShouldHaveSingleItem();
    }

    /// <summary>The group once it has as many instances, all in service.</summary>
    protected async Task<AutoScalingGroup> InService(string name, int count) => await Walk.Until(
        () => Read(name),
        group => (group.Instances?.Count ?? 0) == count
            && (group.Instances ?? []).TrueForAll(instance => instance.LifecycleState == LifecycleState.InService),
        $"{name} has {count} instances in service");

    protected async Task Remove(params IEnumerable<string> names)
    {
        foreach (var name in names)
            await Client.DeleteAutoScalingGroupAsync(new DeleteAutoScalingGroupRequest { AutoScalingGroupName = name, ForceDelete = true });
    }

    protected static void ShouldBeNow(DateTime? time)
    {
        time!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        time.Value.ShouldBe(DateTime.UtcNow, TimeSpan.FromMinutes(10));
    }
}
