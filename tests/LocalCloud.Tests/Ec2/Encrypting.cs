using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

/// <summary>What is said to be encrypted stays so on its way from snapshot to image to volume, and the key is named.</summary>
public sealed class Encrypting(RunningCloud cloud) : Ec2Story(cloud)
{
    private const string Key = "arn:aws:kms:eu-west-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    [Fact]
    public async Task Should_Leave_Plain_What_Nobody_Encrypts()
    {
        var volume = await VolumeOf(await Launch());

        (volume.Encrypted, volume.KmsKeyId).ShouldBe((false, null));
        (await Find(volume.VolumeId, "false")).ShouldNotBeEmpty();
        (await Find(volume.VolumeId, "true")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Carry_A_Key_From_A_Volume_To_Its_Snapshots_And_On_To_Their_Volumes()
    {
        var instance = await Launch(request => request.BlockDeviceMappings = Root(new EbsBlockDevice { Encrypted = true, KmsKeyId = Key }));
        (await VolumeOf(instance)).KmsKeyId.ShouldBe(Key);
        (await Find((await VolumeOf(instance)).VolumeId, "true")).ShouldNotBeEmpty();

        var image = await Bake(instance.InstanceId, "keyed");
        var snapshot = await Snapshot(image.BlockDeviceMappings[0].Ebs.SnapshotId);
        (image.BlockDeviceMappings[0].Ebs.Encrypted, snapshot.Encrypted, snapshot.KmsKeyId).ShouldBe((true, true, Key));

        var second = await VolumeOf(await Launch(request =>
        {
            request.ImageId = image.ImageId;
            request.BlockDeviceMappings = Root(new EbsBlockDevice { Encrypted = false });
        }));
        (second.Encrypted, second.KmsKeyId).ShouldBe((true, Key));
    }

    [Fact]
    public async Task Should_Encrypt_A_Copy_With_The_Usual_Key_Unless_Another_Is_Named()
    {
        var image = await Bake((await Launch()).InstanceId, "plain");

        var usual = await Copy(image, "usual", request => request.Encrypted = true);
        var named = await Copy(image, "named", request => (request.Encrypted, request.KmsKeyId) = (true, "alias/mine"));
        var again = await Copy(named.Image, "again", _ => { });

        usual.Snapshot.KmsKeyId.ShouldStartWith("arn:aws:kms:eu-west-1:000000000000:key/");
        named.Snapshot.KmsKeyId.ShouldNotBe(usual.Snapshot.KmsKeyId);
        again.Snapshot.KmsKeyId.ShouldBe(usual.Snapshot.KmsKeyId);
        new[] { usual, named, again }.ShouldAllBe(copy => copy.Snapshot.Encrypted == true && copy.Image.BlockDeviceMappings[0].Ebs.Encrypted == true);
        (await VolumeOf(await Launch(request => request.ImageId = usual.Image.ImageId))).KmsKeyId.ShouldBe(usual.Snapshot.KmsKeyId);
    }

    [Fact]
    public async Task Should_Refuse_A_Key_Without_The_Wish_To_Encrypt_And_A_Wish_For_A_Snapshot_That_Is_There()
    {
        var image = await Bake((await Launch()).InstanceId, "refused");

        await Refused("InvalidParameterDependency", () => Launch(request => request.BlockDeviceMappings = Root(new EbsBlockDevice { KmsKeyId = Key })));
        await Refused("InvalidParameterDependency", () => Copy(image, "keyless", request => request.KmsKeyId = Key));
        await Refused("InvalidBlockDeviceMapping", () => Ec2.RegisterImageAsync(
            new RegisterImageRequest
            {
                Name = "wished",
                RootDeviceName = "/dev/xvda",
                BlockDeviceMappings = Root(new EbsBlockDevice { SnapshotId = image.BlockDeviceMappings[0].Ebs.SnapshotId, Encrypted = true }),
            },
            Cancellation));
    }

    private static List<BlockDeviceMapping> Root(EbsBlockDevice disk) => [new() { DeviceName = "/dev/xvda", Ebs = disk }];

    private async Task<(Image Image, Snapshot Snapshot)> Copy(Image image, string name, Action<CopyImageRequest> with)
    {
        var request = new CopyImageRequest { Name = name, SourceImageId = image.ImageId, SourceRegion = RunningCloud.Region };
        with(request);
        var id = (await Ec2.CopyImageAsync(request, Cancellation)).ImageId;
        var copy = (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, Cancellation)).Images[0];
        return (copy, await Snapshot(copy.BlockDeviceMappings[0].Ebs.SnapshotId));
    }

    private async Task<Snapshot> Snapshot(string id) =>
        (await Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [id] }, Cancellation)).Snapshots[0];

    private async Task<Volume> VolumeOf(Instance instance) => (await Ec2.DescribeVolumesAsync(
        new DescribeVolumesRequest { Filters = [new Filter("attachment.instance-id", [instance.InstanceId])] }, Cancellation)).Volumes.Single();

    private async Task<List<Volume>> Find(string volume, string encrypted) => (await Ec2.DescribeVolumesAsync(
        new DescribeVolumesRequest { VolumeIds = [volume], Filters = [new Filter("encrypted", [encrypted])] }, Cancellation)).Volumes ?? [];
}
