using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class LaunchConfigurations(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter(walk, client, ground)
{
    public override async Task Tell()
    {
        await Creating();
        await Describing();
        await Deleting();
    }

    public override async Task Refuse()
    {
        await Make("strict");
        await Client.CreateAutoScalingGroupAsync(From("strict"));
        await Refuses<AlreadyExistsException>("CreateLaunchConfiguration", "refuses a name that is taken", "AlreadyExists", () => Make("strict"));
        await IsInvalid("CreateLaunchConfiguration", "refuses to do without an image",
            () => Make("without", request => request.ImageId = null));
        await IsInvalid("DeleteLaunchConfiguration", "refuses a name that does not exist", () => Delete("nobody"));
        await Refuses<ResourceInUseException>(
            "DeleteLaunchConfiguration", "refuses while a group launches from it", "ResourceInUse", () => Delete("strict"));
    }

    private async Task Creating()
    {
        await Shows("CreateLaunchConfiguration", "keeps what it is given", async () =>
        {
            var data = Convert.ToBase64String("#!/bin/sh"u8);
            await Client.CreateLaunchConfigurationAsync(new CreateLaunchConfigurationRequest
            {
                LaunchConfigurationName = "full",
                ImageId = Ground.Image,
                InstanceType = "t3.small",
                KeyName = Ground.KeyPair,
                SecurityGroups = [Ground.SecurityGroup],
                UserData = data,
                IamInstanceProfile = "web",
                EbsOptimized = true,
                AssociatePublicIpAddress = true,
                InstanceMonitoring = new InstanceMonitoring { Enabled = false },
                BlockDeviceMappings =
                [
                    new BlockDeviceMapping { DeviceName = "/dev/xvda", Ebs = new Ebs { VolumeSize = 12, VolumeType = "gp3", DeleteOnTermination = true } },
                ],
            });

            var full = await One("full");
            full.LaunchConfigurationARN.ShouldMatch("^arn:aws:autoscaling:eu-west-1:[0-9]{12}:launchConfiguration:.*launchConfigurationName/full$");
            (full.ImageId, full.InstanceType, full.KeyName, full.UserData).ShouldBe((Ground.Image, "t3.small", Ground.KeyPair, data));
            full.SecurityGroups.ShouldBe([Ground.SecurityGroup]);
            full.IamInstanceProfile.ShouldBe("web");
            full.EbsOptimized.ShouldBe(true);
            full.AssociatePublicIpAddress.ShouldBe(true);
            var disk = full.BlockDeviceMappings.ShouldHaveSingleItem();
            (disk.DeviceName, disk.Ebs.VolumeSize, disk.Ebs.VolumeType, disk.Ebs.DeleteOnTermination).ShouldBe(("/dev/xvda", 12, "gp3", true));
            ShouldBeNow(full.CreatedTime);
        });
        await Shows("CreateLaunchConfiguration", "keeps that monitoring is basic", async () =>
        {
            await Make("basic", request => request.InstanceMonitoring = new InstanceMonitoring { Enabled = false });
            (await One("basic")).InstanceMonitoring.Enabled.ShouldBe(false);
        });
    }

    private async Task Describing()
    {
        foreach (var name in new[] { "page-1", "page-2", "page-3" })
            await Make(name);
        await Shows("DescribeLaunchConfigurations", "pages", async () =>
        {
            var pages = await Walk.Pages<LaunchConfiguration>(async next =>
            {
                var page = await Client.DescribeLaunchConfigurationsAsync(
                    new DescribeLaunchConfigurationsRequest { MaxRecords = 2, NextToken = next });
                return (page.LaunchConfigurations, page.NextToken);
            });
            pages.Select(page => page.Count).ShouldBe([2, 2, 1]);
            pages.SelectMany(page => page).Select(one => one.LaunchConfigurationName)
                .ShouldBe(["full", "basic", "page-1", "page-2", "page-3"], ignoreOrder: true);
        });
        await Shows("DescribeLaunchConfigurations", "leaves null what is not there", async () =>
        {
            (await One("page-1")).BlockDeviceMappings.ShouldBeNull();
            (await One("page-1")).SecurityGroups.ShouldBeNull();
            (await Client.DescribeLaunchConfigurationsAsync(
                new DescribeLaunchConfigurationsRequest { LaunchConfigurationNames = ["nobody"] })).LaunchConfigurations.ShouldBeNull();
        });
    }

    private async Task Deleting()
    {
        await Shows("DeleteLaunchConfiguration", "deletes", async () =>
        {
            await Delete("page-1");
            (await Client.DescribeLaunchConfigurationsAsync()).LaunchConfigurations
                .ShouldNotContain(one => one.LaunchConfigurationName == "page-1");
        });
        await Shows("CreateAutoScalingGroup", "takes a launch configuration", async () =>
        {
            await Client.CreateAutoScalingGroupAsync(From("page-2"));
            var group = await Read("from-page-2");
            (group.LaunchConfigurationName, group.LaunchTemplate).ShouldBe(("page-2", null));
        });
        await Remove("from-page-2");
    }

    private async Task Make(string name, Action<CreateLaunchConfigurationRequest>? with = null)
    {
        var request = new CreateLaunchConfigurationRequest { LaunchConfigurationName = name, ImageId = Ground.Image, InstanceType = "t3.micro" };
        with?.Invoke(request);
        await Client.CreateLaunchConfigurationAsync(request);
    }

    private CreateAutoScalingGroupRequest From(string configuration)
    {
        var request = Empty($"from-{configuration}");
        (request.LaunchTemplate, request.LaunchConfigurationName) = (null, configuration);
        return request;
    }

    private async Task Delete(string name) =>
        await Client.DeleteLaunchConfigurationAsync(new DeleteLaunchConfigurationRequest { LaunchConfigurationName = name });

    private async Task<LaunchConfiguration> One(string name) => (await Client.DescribeLaunchConfigurationsAsync(
        new DescribeLaunchConfigurationsRequest { LaunchConfigurationNames = [name] })).LaunchConfigurations.ShouldHaveSingleItem();
}
