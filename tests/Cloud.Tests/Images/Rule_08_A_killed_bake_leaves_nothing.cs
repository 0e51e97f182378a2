using Amazon.EC2.Model;
using Bundt.Cloud.Images;
using Bundt.Cloud.Tests.Servers;

namespace Bundt.Cloud.Tests.Images;

/// <summary>What Packer 1.6 leaves when it is killed: a key pair and a security group that no tag tells from those of others, and an image without tags.</summary>
public sealed class Rule_08_A_killed_bake_leaves_nothing(ACloud world) : IClassFixture<ACloud>, IDisposable
{
    private const string Ours = "packer_6b05d2b8-6b9d-65ce-0234-f0977f93cbf4";
    private const string Underway = "packer_6b05d2cc-684f-316a-a1d9-0123456789ab";
    private const string Theirs = "packer_6b05d328-552d-9fb2-c189-ba9876543210";

    private readonly Cloud.Images.Images _images = new(world.Aws, () => world.Environment);
    private readonly Folder _runs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Should_Remove_What_The_Log_Of_A_Run_That_Is_Over_Names_And_Nothing_Else()
    {
        _runs.Write("over/packer.log", $"==> amazon-ebs.web: Creating temporary keypair: {Ours}\n==> amazon-ebs.web: Creating temporary security group for this instance: {Ours}\n");
        _runs.Write("underway/packer.log", $"==> amazon-ebs.web: Creating temporary keypair: {Underway}\n");
        foreach (var name in new[] { Ours, Underway, Theirs })
        {
            await world.Aws.Ec2.CreateKeyPairAsync(new CreateKeyPairRequest(name), Cancellation);
            await world.Aws.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = "Temporary group for Packer" }, Cancellation);
        }

        var remains = await Remains();
        remains.Select(remain => remain.Kind).ShouldBe([BakeRemainKind.KeyPair, BakeRemainKind.SecurityGroup]);
        foreach (var remain in remains)
            await _images.Remove(remain);

        (await Remains()).ShouldBeEmpty();
        (await world.Aws.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest(), Cancellation)).KeyPairs.Select(key => key.KeyName).ShouldBe([Underway, Theirs], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Finish_An_Image_And_Its_Snapshot_That_Lack_Their_Tags()
    {
        var launched = await world.Aws.Ec2.RunInstancesAsync(new RunInstancesRequest(world.Image.Value, 1, 1) { InstanceType = "t3.micro" }, Cancellation);
        await world.Aws.Ec2.CreateImageAsync(new CreateImageRequest(launched.Reservation.Instances[0].InstanceId, "web-v1.0.0-0123456789ab"), Cancellation);
        var poll = new Poll(TimeProvider.System);
        await poll.Until("the image", async _ => await _images.Find("web-v1.0.0-0123456789ab") is null ? "not yet" : null, TimeSpan.FromSeconds(20), Cancellation);

        var image = (await _images.Find("web-v1.0.0-0123456789ab"))!;
        image.IsTagged.ShouldBeFalse();
        await _images.Finish(image, "web v1.0.0", new Dictionary<string, string> { ["bundt:app"] = "web" });

        (await _images.Find(image.Name))!.IsTagged.ShouldBeTrue();
        var snapshots = await world.Aws.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [.. image.Snapshots] }, Cancellation);
        snapshots.Snapshots.ShouldHaveSingleItem().Tags.Select(tag => (tag.Key, tag.Value)).ShouldBe([("Name", image.Name), ("bundt:app", "web")], ignoreOrder: true);
    }

    private Task<IReadOnlyList<BakeRemain>> Remains() => _images.Remains(_runs.Path, (run, _) => run == "over");
}
