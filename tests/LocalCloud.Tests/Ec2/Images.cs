using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class Images(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Offer_A_Public_Source_Image()
    {
        var found = (await Ec2.DescribeImagesAsync(
            new DescribeImagesRequest { Owners = ["136693071363"], Filters = [new Filter("name", ["debian-12-*"]), new Filter("virtualization-type", ["hvm"])] }, Cancellation)).Images;

        found.Count.ShouldBe(1);
        (found[0].RootDeviceType.Value, found[0].RootDeviceName).ShouldBe(("ebs", "/dev/xvda"));
    }

    [Fact]
    public async Task Should_Bake_An_Image_And_Remove_It_With_Its_Snapshot()
    {
        var image = await Bake((await Launch()).InstanceId, "baked");
        var snapshot = image.BlockDeviceMappings[0].Ebs.SnapshotId;
        await Refused("InvalidSnapshot.InUse", () => Ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest(snapshot), Cancellation));

        await Ec2.DeregisterImageAsync(new DeregisterImageRequest(image.ImageId) { DeleteAssociatedSnapshots = true }, Cancellation);

        ((await Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image.ImageId] }, Cancellation)).Images ?? []).ShouldBeEmpty();
        await Refused("InvalidAMIID.NotFound", () => Ec2.DeregisterImageAsync(new DeregisterImageRequest(image.ImageId), Cancellation));
        await Refused("InvalidSnapshot.NotFound", () =>
            Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [snapshot] }, Cancellation));
    }

    [Fact]
    public async Task Should_Spare_A_Snapshot_That_Another_Image_Shares()
    {
        var image = await Bake((await Launch()).InstanceId, "shared");
        var snapshot = image.BlockDeviceMappings[0].Ebs.SnapshotId;
        await Ec2.RegisterImageAsync(
            new RegisterImageRequest
            {
                Name = "sharing",
                RootDeviceName = "/dev/xvda",
                BlockDeviceMappings = [new BlockDeviceMapping { DeviceName = "/dev/xvda", Ebs = new EbsBlockDevice { SnapshotId = snapshot } }],
            },
            Cancellation);

        await Ec2.DeregisterImageAsync(new DeregisterImageRequest(image.ImageId) { DeleteAssociatedSnapshots = true }, Cancellation);

        (await Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [snapshot] }, Cancellation)).Snapshots.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_Launch_What_Needs_Tokens_From_An_Image_That_Demands_Them()
    {
        var image = await Bake((await Launch()).InstanceId, "tokens");
        await Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image.ImageId, ImdsSupport = "v2.0" }, Cancellation);

        (await Describe(image)).ImdsSupport.Value.ShouldBe("v2.0");
        var launched = (await Ec2.RunInstancesAsync(new RunInstancesRequest(image.ImageId, 1, 1) { InstanceType = InstanceType.T3Micro }, Cancellation)).Reservation.Instances[0];
        (launched.MetadataOptions.HttpTokens.Value, launched.MetadataOptions.HttpPutResponseHopLimit).ShouldBe(("required", 2));
        await Refused("InvalidParameterValue", () => Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image.ImageId, ImdsSupport = "v1.0" }, Cancellation));
    }

    [Fact]
    public async Task Should_Deprecate_An_Image_To_The_Minute()
    {
        var image = await Bake((await Launch()).InstanceId, "old");
        var at = new DateTime(2030, 1, 1, 12, 30, 45, DateTimeKind.Utc);

        await Ec2.EnableImageDeprecationAsync(new EnableImageDeprecationRequest { ImageId = image.ImageId, DeprecateAt = at }, Cancellation);
        (await Describe(image)).DeprecationTime.ShouldBe("2030-01-01T12:30:00.000Z");

        await Ec2.DisableImageDeprecationAsync(new DisableImageDeprecationRequest { ImageId = image.ImageId }, Cancellation);
        (await Describe(image)).DeprecationTime.ShouldBeNullOrEmpty();
        await Refused("InvalidParameterValue", () => Ec2.EnableImageDeprecationAsync(
            new EnableImageDeprecationRequest { ImageId = image.ImageId, DeprecateAt = at.AddYears(-10) }, Cancellation));
    }

    [Fact]
    public async Task Should_Refuse_A_Name_Twice()
    {
        var instance = (await Launch()).InstanceId;
        await Bake(instance, "twice");

        await Refused("InvalidAMIName.Duplicate", () => Bake(instance, "twice"));
    }

    [Fact]
    public async Task Should_Copy_To_Another_Region_And_Share_With_Another_Account()
    {
        var image = await Bake((await Launch()).InstanceId, "travels");
        using var there = Cloud.Ec2("eu-central-1");

        var copy = (await there.CopyImageAsync(
            new CopyImageRequest { Name = "travels", SourceImageId = image.ImageId, SourceRegion = RunningCloud.Region }, Cancellation)).ImageId;
        await there.ModifyImageAttributeAsync(
            new ModifyImageAttributeRequest { ImageId = copy, LaunchPermission = new LaunchPermissionModifications { Add = [new LaunchPermission { UserId = "123456789012" }] } }, Cancellation);

        var shared = await there.DescribeImageAttributeAsync(new DescribeImageAttributeRequest(copy, ImageAttributeName.LaunchPermission), Cancellation);
        shared.ImageAttribute.LaunchPermissions.Single().UserId.ShouldBe("123456789012");
    }

    [Fact]
    public async Task Should_Tag_Image_And_Snapshot_In_One_Call()
    {
        var image = await Bake((await Launch()).InstanceId, "tagged");

        await Ec2.CreateTagsAsync(new CreateTagsRequest([image.ImageId, image.BlockDeviceMappings[0].Ebs.SnapshotId], [new Tag("bundt:app", "web")]), Cancellation);

        (await Ec2.DescribeTagsAsync(new DescribeTagsRequest([new Filter("key", ["bundt:*"])]), Cancellation)).Tags.Select(tag => tag.ResourceType.Value).ShouldBe(["image", "snapshot"], ignoreOrder: true);
    }

    private async Task<Image> Describe(Image image) =>
        (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image.ImageId] }, Cancellation)).Images.ShouldHaveSingleItem();
}
