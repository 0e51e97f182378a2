using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Groups(Walk walk, IAmazonAutoScaling client, Ground ground, IReadOnlyList<string> targetGroups)
    : Chapter(walk, client, ground)
{
    public override async Task Tell()
    {
        await Creating();
        await Describing();
        await Updating();
        await Resizing();
        await Deleting();
    }

    public override async Task Refuse()
    {
        await Create("twice");
        await Create("strict", request => (request.MinSize, request.DesiredCapacity) = (1, 2));
        await Refuses<AlreadyExistsException>("CreateAutoScalingGroup", "refuses a name that is taken", "AlreadyExists",
            () => Create("twice"));
        await IsInvalid("CreateAutoScalingGroup", "refuses a smallest size above the greatest", () => Create("wrong", request => request.MinSize = 5));
        await IsInvalid("CreateAutoScalingGroup", "refuses a desired capacity above the greatest size", () => Create("wrong", request => request.DesiredCapacity = 5));
        await IsInvalid("CreateAutoScalingGroup", "refuses to do without something to launch from", () => Create("wrong", request => request.LaunchTemplate = null));
        await IsInvalid("CreateAutoScalingGroup", "refuses to do without a size", () => Create("wrong", request => request.MinSize = null));
        await IsInvalid("CreateAutoScalingGroup", "refuses a launch template that does not exist",
            () => Create("wrong", request => request.LaunchTemplate = new LaunchTemplateSpecification { LaunchTemplateName = "nobody" }));
        await IsInvalid("DescribeAutoScalingGroups", "refuses pages of more than 100",
            () => Client.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { MaxRecords = 101 }));
        await Refuses<InvalidNextTokenException>("DescribeAutoScalingGroups", "refuses a token of its own making", "InvalidNextToken",
            () => Client.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { NextToken = "made up" }));
        await IsInvalid("UpdateAutoScalingGroup", "refuses a smallest size above the greatest",
            () => Client.UpdateAutoScalingGroupAsync(new UpdateAutoScalingGroupRequest { AutoScalingGroupName = "strict", MinSize = 7 }));
        await IsInvalid("UpdateAutoScalingGroup", NotFound,
            () => Client.UpdateAutoScalingGroupAsync(new UpdateAutoScalingGroupRequest { AutoScalingGroupName = "nobody", MaxSize = 1 }));
        await IsInvalid("SetDesiredCapacity", "refuses more than the greatest size", () => Resize("strict", 7));
        await IsInvalid("SetDesiredCapacity", "refuses less than the smallest size", () => Resize("strict", 0));
        await IsInvalid("SetDesiredCapacity", NotFound, () => Resize("nobody", 1));
        await Refuses<ResourceInUseException>("DeleteAutoScalingGroup", "refuses while there are instances", "ResourceInUse",
            () => Client.DeleteAutoScalingGroupAsync(new DeleteAutoScalingGroupRequest { AutoScalingGroupName = "strict" }));
        await IsInvalid("DeleteAutoScalingGroup", NotFound,
            () => Client.DeleteAutoScalingGroupAsync(new DeleteAutoScalingGroupRequest { AutoScalingGroupName = "nobody" }));
    }

    private async Task Creating()
    {
        await Shows("CreateAutoScalingGroup", "keeps what it is given", async () =>
        {
            var request = Empty("full");
            (request.MinSize, request.MaxSize, request.DesiredCapacity, request.DefaultCooldown) = (1, 4, 2, 120);
            (request.HealthCheckType, request.HealthCheckGracePeriod, request.NewInstancesProtectedFromScaleIn) = ("ELB", 45, true);
            request.TerminationPolicies = ["OldestInstance", "Default"];
            request.TargetGroupARNs = [targetGroups[0]];
            request.Tags =
            [
                new Tag { Key = "team", Value = "web & shop, Zürich", PropagateAtLaunch = true },
                new Tag { Key = "release", Value = "v1.4.2", PropagateAtLaunch = false },
            ];
            await Client.CreateAutoScalingGroupAsync(request);

            var group = await Read("full");
            group.AutoScalingGroupARN.ShouldMatch("^arn:aws:autoscaling:eu-west-1:[0-9]{12}:autoScalingGroup:.*autoScalingGroupName/full$");
            (group.MinSize, group.MaxSize, group.DesiredCapacity, group.DefaultCooldown).ShouldBe((1, 4, 2, 120));
            (group.HealthCheckType, group.HealthCheckGracePeriod, group.NewInstancesProtectedFromScaleIn).ShouldBe(("ELB", 45, true));
            (group.LaunchTemplate.LaunchTemplateName, group.LaunchTemplate.Version, group.LaunchConfigurationName).ShouldBe((Ground.Template, "1", null));
            group.VPCZoneIdentifier.Split(',').ShouldBe(Ground.Subnets.Select(subnet => subnet.SubnetId), ignoreOrder: true);
            group.AvailabilityZones.ShouldBe(Ground.Subnets.Select(subnet => subnet.AvailabilityZone), ignoreOrder: true);
            group.TerminationPolicies.ShouldBe(["OldestInstance", "Default"]);
            group.TargetGroupARNs.ShouldBe([targetGroups[0]]);
            group.Tags.Select(tag => (tag.Key, tag.Value, tag.PropagateAtLaunch, tag.ResourceId, tag.ResourceType)).ShouldBe(
                [
                    ("team", "web & shop, Zürich", true, "full", "auto-scaling-group"),
                    ("release", "v1.4.2", false, "full", "auto-scaling-group"),
                ], ignoreOrder: true);
            ShouldBeNow(group.CreatedTime);
        });
    }

    private async Task Describing()
    {
        await Shows("DescribeAutoScalingGroups", "shows the instances", async () =>
        {
            var group = await InService("full", 2);
            foreach (var instance in group.Instances)
            {
                instance.InstanceId.ShouldStartWith("i-");
                instance.InstanceType.ShouldBe("t3.micro");
                Ground.Subnets.Select(subnet => subnet.AvailabilityZone).ShouldContain(instance.AvailabilityZone);
                (instance.HealthStatus, instance.ProtectedFromScaleIn).ShouldBe(("Healthy", true));
                (instance.LaunchTemplate.LaunchTemplateName, instance.LaunchTemplate.Version).ShouldBe((Ground.Template, "1"));
            }
        });
        await Shows("DescribeAutoScalingGroups", "shows from which image an instance is", async () =>
            (await InService("full", 2)).Instances.ShouldAllBe(instance => instance.ImageId == Ground.Image));
        await Shows("DescribeAutoScalingGroups", "leaves null what is not there", async () =>
        {
            await Create("bare");
            var group = await Read("bare");
            (group.Instances, group.SuspendedProcesses, group.EnabledMetrics, group.Tags, group.TargetGroupARNs, group.LoadBalancerNames)
                .ShouldBe((null, null, null, null, null, null));
            (group.Status, group.LaunchConfigurationName, group.MixedInstancesPolicy).ShouldBe((null, null, null));
            var nobody = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = ["nobody"] };
            (await Client.DescribeAutoScalingGroupsAsync(nobody)).AutoScalingGroups.ShouldBeNull();
        });
        await Shows("DescribeAutoScalingGroups", "pages", async () =>
        {
            foreach (var name in new[] { "page-1", "page-2", "page-3" })
                await Create(name);
            var pages = await Walk.Pages<AutoScalingGroup>(async next =>
            {
                var page = await Client.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { MaxRecords = 2, NextToken = next });
                return (page.AutoScalingGroups, page.NextToken);
            });
            pages.Select(page => page.Count).ShouldBe([2, 2, 1]);
            pages.SelectMany(page => page).Select(group => group.AutoScalingGroupName)
                .ShouldBe(["full", "bare", "page-1", "page-2", "page-3"], ignoreOrder: true);
        });
        await Shows("DescribeAutoScalingGroups", "filters by tag", async () => (await Client.DescribeAutoScalingGroupsAsync(
                new DescribeAutoScalingGroupsRequest { Filters = [new Filter { Name = "tag:release", Values = ["v1.4.2"] }] }))
            .AutoScalingGroups.ShouldHaveSingleItem().AutoScalingGroupName.ShouldBe("full"));
        await Shows("DescribeAutoScalingGroups", "leaves the instances out when asked to", async () => (await Client.DescribeAutoScalingGroupsAsync(
                new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = ["full"], IncludeInstances = false }))
            .AutoScalingGroups.ShouldHaveSingleItem().Instances.ShouldBeNull());
    }

    private async Task Updating()
    {
        await Shows("UpdateAutoScalingGroup", "changes what it is given, and nothing else", async () =>
        {
            await Client.UpdateAutoScalingGroupAsync(new UpdateAutoScalingGroupRequest
            {
                AutoScalingGroupName = "full",
                MaxSize = 6,
                HealthCheckType = "EC2",
                NewInstancesProtectedFromScaleIn = false,
                LaunchTemplate = new LaunchTemplateSpecification { LaunchTemplateName = Ground.Template, Version = "2" },
            });
            var group = await Read("full");
            (group.MinSize, group.MaxSize, group.DesiredCapacity, group.DefaultCooldown).ShouldBe((1, 6, 2, 120));
            (group.HealthCheckType, group.HealthCheckGracePeriod, group.NewInstancesProtectedFromScaleIn).ShouldBe(("EC2", 45, false));
            group.LaunchTemplate.Version.ShouldBe("2");
            group.Tags.Count.ShouldBe(2);
        });
        await Shows("UpdateAutoScalingGroup", "changes the cooldown", async () =>
        {
            await Client.UpdateAutoScalingGroupAsync(new UpdateAutoScalingGroupRequest { AutoScalingGroupName = "full", DefaultCooldown = 30 });
            (await Read("full")).DefaultCooldown.ShouldBe(30);
        });
        await Shows("UpdateAutoScalingGroup", "lets what runs keep its version", async () =>
            (await Read("full")).Instances.ShouldAllBe(instance => instance.LaunchTemplate.Version == "1"));
        await Shows("UpdateAutoScalingGroup", "cuts the desired capacity to the sizes", async () =>
        {
            await Client.UpdateAutoScalingGroupAsync(new UpdateAutoScalingGroupRequest { AutoScalingGroupName = "page-1", MinSize = 1 });
            (await Read("page-1")).DesiredCapacity.ShouldBe(1);
            await Client.UpdateAutoScalingGroupAsync(new UpdateAutoScalingGroupRequest { AutoScalingGroupName = "page-1", MinSize = 0, MaxSize = 0 });
            (await Read("page-1")).DesiredCapacity.ShouldBe(0);
        });
    }

    private async Task Resizing()
    {
        await Shows("SetDesiredCapacity", "launches and ends instances", async () =>
        {
            await Resize("full", 3);
            (await InService("full", 3)).DesiredCapacity.ShouldBe(3);
            await Resize("page-2", 1);
            await InService("page-2", 1);
            await Resize("page-2", 0);
            (await InService("page-2", 0)).DesiredCapacity.ShouldBe(0);
        });
    }

    private async Task Deleting()
    {
        await Shows("DeleteAutoScalingGroup", "deletes, with force what has instances too", async () =>
        {
            await Client.DeleteAutoScalingGroupAsync(new DeleteAutoScalingGroupRequest { AutoScalingGroupName = "page-3" });
            await Remove("full", "bare", "page-1", "page-2");
            await Walk.Until(
                () => Client.DescribeAutoScalingGroupsAsync(), found => found.AutoScalingGroups is null, "all groups are gone");
        });
    }

    private async Task Create(string name, Action<CreateAutoScalingGroupRequest>? with = null)
    {
        var request = Empty(name);
        with?.Invoke(request);
        await Client.CreateAutoScalingGroupAsync(request);
    }

    private async Task Resize(string name, int capacity) => await Client.SetDesiredCapacityAsync(
        new SetDesiredCapacityRequest { AutoScalingGroupName = name, DesiredCapacity = capacity, HonorCooldown = false });
}
