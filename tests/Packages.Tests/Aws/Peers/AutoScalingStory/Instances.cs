using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Instances(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter(walk, client, ground)
{
    private const string Group = "staff";

    public override async Task Tell()
    {
        var request = Empty(Group);
        (request.MinSize, request.DesiredCapacity) = (1, 3);
        await Client.CreateAutoScalingGroupAsync(request);
        var ids = (await InService(Group, 3)).Instances.ConvertAll(instance => instance.InstanceId);
        await Describing(ids);
        await Activities();
        await Ending(ids[0]);
        await Judging(ids[0]);
    }

    public override async Task Refuse()
    {
        await IsInvalid("DescribeScalingActivities", NotFound,
            () => Client.DescribeScalingActivitiesAsync(new DescribeScalingActivitiesRequest { AutoScalingGroupName = "nobody" }));
        await IsInvalid("TerminateInstanceInAutoScalingGroup", "refuses an instance of no group",
            () => Terminate("i-00000000000000000", shrink: false));
        await Client.UpdateAutoScalingGroupAsync(new UpdateAutoScalingGroupRequest { AutoScalingGroupName = Group, MinSize = 2 });
        var id = (await InService(Group, 2)).Instances[0].InstanceId;
        await IsInvalid("SetInstanceHealth", "refuses another word than Healthy or Unhealthy", () => Judge(id, "Tired"));
        await IsInvalid("SetInstanceHealth", "refuses an instance of no group", () => Judge("i-00000000000000000", "Healthy"));
        await IsInvalid("TerminateInstanceInAutoScalingGroup", "refuses to make the group smaller than it may be", () => Terminate(id, shrink: true));
    }

    private async Task Describing(List<string> ids)
    {
        await Shows("DescribeAutoScalingInstances", "shows an instance with its group", async () =>
        {
            var found = await Client.DescribeAutoScalingInstancesAsync(new DescribeAutoScalingInstancesRequest { InstanceIds = [ids[0]] });
            var instance = found.AutoScalingInstances.ShouldHaveSingleItem();
            (instance.InstanceId, instance.AutoScalingGroupName, instance.LifecycleState).ShouldBe((ids[0], Group, "InService"));
            (instance.InstanceType, instance.LaunchTemplate.Version, instance.ProtectedFromScaleIn).ShouldBe(("t3.micro", "1", false));
            Ground.Subnets.Select(subnet => subnet.AvailabilityZone).ShouldContain(instance.AvailabilityZone);
        });
        await Shows("DescribeAutoScalingInstances", "writes health in capitals", async () => (await Client.DescribeAutoScalingInstancesAsync())
            .AutoScalingInstances.ShouldAllBe(instance => instance.HealthStatus == "HEALTHY"));
        await Shows("DescribeAutoScalingInstances", "leaves null what is not there", async () => (await Client.DescribeAutoScalingInstancesAsync(
            new DescribeAutoScalingInstancesRequest { InstanceIds = ["i-00000000000000000"] })).AutoScalingInstances.ShouldBeNull());
        await Shows("DescribeAutoScalingInstances", "pages", async () =>
        {
            var pages = await Walk.Pages<AutoScalingInstanceDetails>(async next =>
            {
                var page = await Client.DescribeAutoScalingInstancesAsync(
                    new DescribeAutoScalingInstancesRequest { MaxRecords = 2, NextToken = next });
                return (page.AutoScalingInstances, page.NextToken);
            });
            pages.Select(page => page.Count).ShouldBe([2, 1]);
            pages.SelectMany(page => page).Select(instance => instance.InstanceId).ShouldBe(ids, ignoreOrder: true);
        });
    }

    private async Task Activities()
    {
        await Shows("DescribeScalingActivities", "shows a launch for each instance", async () =>
        {
            var found = await Walk.Until(
                () => Client.DescribeScalingActivitiesAsync(new DescribeScalingActivitiesRequest { AutoScalingGroupName = Group }),
                found => found.Activities.ShouldNotBeNull().TrueForAll(activity => activity.StatusCode == ScalingActivityStatusCode.Successful),
                "the launches are done");
            found.Activities.Count.ShouldBe(3);
            foreach (var activity in found.Activities)
            {
                activity.ActivityId.ShouldNotBeNullOrEmpty();
                (activity.AutoScalingGroupName, activity.Progress).ShouldBe((Group, 100));
                activity.Description.ShouldStartWith("Launching a new EC2 instance: i-");
                activity.Cause.ShouldNotBeNullOrEmpty();
                ShouldBeNow(activity.StartTime);
                ShouldBeNow(activity.EndTime);
            }
        });
        await Shows("DescribeScalingActivities", "pages", async () =>
        {
            var pages = await Walk.Pages<Activity>(async next =>
            {
                var page = await Client.DescribeScalingActivitiesAsync(
                    new DescribeScalingActivitiesRequest { AutoScalingGroupName = Group, MaxRecords = 2, NextToken = next });
                return (page.Activities, page.NextToken);
            });
            pages.Select(page => page.Count).ShouldBe([2, 1]);
        });
    }

    private async Task Ending(string id)
    {
        await Shows("TerminateInstanceInAutoScalingGroup", "tells the activity, and makes the group smaller", async () =>
        {
            var activity = (await Terminate(id, shrink: true)).Activity;
            activity.ActivityId.ShouldNotBeNullOrEmpty();
            activity.AutoScalingGroupName.ShouldBe(Group);
            activity.StatusCode.ShouldBe(ScalingActivityStatusCode.InProgress);
            activity.Description.ShouldBe($"Terminating EC2 instance: {id}");
            activity.Cause.ShouldContain(id);
            ShouldBeNow(activity.StartTime);
            var group = await InService(Group, 2);
            group.DesiredCapacity.ShouldBe(2);
            group.Instances.ShouldNotContain(instance => instance.InstanceId == id);
        });
        await Shows("TerminateInstanceInAutoScalingGroup", "replaces what is not to make the group smaller", async () =>
        {
            var before = (await InService(Group, 2)).Instances.ConvertAll(instance => instance.InstanceId);
            await Terminate(before[1], shrink: false);
            await Walk.Until(
                () => InService(Group, 2),
                group => group.Instances.TrueForAll(instance => instance.InstanceId != before[1]),
                $"{before[1]} is replaced");
        });
    }

    private async Task Judging(string ended)
    {
        await Shows("SetInstanceHealth", "takes that an instance is healthy", async () =>
        {
            var id = (await InService(Group, 2)).Instances[0].InstanceId;
            await Judge(id, "Healthy");
            (await Read(Group)).Instances.Single(instance => instance.InstanceId == id).HealthStatus.ShouldBe("Healthy");
        });
        await Shows("SetInstanceHealth", "spares an instance within its grace period", async () =>
        {
            await Client.UpdateAutoScalingGroupAsync(
                new UpdateAutoScalingGroupRequest { AutoScalingGroupName = Group, HealthCheckGracePeriod = 3600 });
            var id = (await InService(Group, 2)).Instances[0].InstanceId;
            await Judge(id, "Unhealthy", respectGrace: true);
            (await Read(Group)).Instances.Single(instance => instance.InstanceId == id).HealthStatus.ShouldBe("Healthy");
        });
        await Shows("SetInstanceHealth", "has an unhealthy instance replaced", async () =>
        {
            var id = (await InService(Group, 2)).Instances[0].InstanceId;
            await Judge(id, "Unhealthy", respectGrace: false);
            await Walk.Until(
                () => InService(Group, 2), group => group.Instances.TrueForAll(instance => instance.InstanceId != id), $"{id} is replaced");
        });
        await Shows("DescribeScalingActivities", "shows what has ended", async () =>
        {
            var found = await Client.DescribeScalingActivitiesAsync(new DescribeScalingActivitiesRequest { AutoScalingGroupName = Group });
            found.Activities.ShouldNotBeNull().Select(activity => activity.Description).ShouldContain($"Terminating EC2 instance: {ended}");
        });
    }

    private Task<TerminateInstanceInAutoScalingGroupResponse> Terminate(string id, bool shrink) => Client.TerminateInstanceInAutoScalingGroupAsync(
        new TerminateInstanceInAutoScalingGroupRequest { InstanceId = id, ShouldDecrementDesiredCapacity = shrink });

    private async Task Judge(string id, string health, bool? respectGrace = null) => await Client.SetInstanceHealthAsync(
        new SetInstanceHealthRequest { InstanceId = id, HealthStatus = health, ShouldRespectGracePeriod = respectGrace });
}
