using System.Globalization;
using Amazon.EC2.Model;
using Bundt.Cloud.Images;
using Bundt.Cloud.Tests.Servers;

namespace Bundt.Cloud.Tests.Images;

/// <summary>What Packer 1.6 leaves when it is killed: a key pair and a security group that no tag tells from those of others, and an image without tags.</summary>
public sealed class Rule_08_A_killed_bake_leaves_nothing(ACloud world) : IClassFixture<ACloud>, IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly string Ours = Named(Now, "6b9d-65ce-0234-f0977f93cbf4");
    private static readonly string Underway = Named(Now, "684f-316a-a1d9-0123456789ab");
    private static readonly string Theirs = Named(Now, "552d-9fb2-c189-ba9876543210");

    private readonly Cloud.Images.Images _images = new(world.Aws, () => world.Environment, new Poll(TimeProvider.System));
    private readonly Folder _runs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _runs.Dispose();

    // What Packer said as Bundt heard it, and Packer's own log, which goes on when Bundt is gone.
    [Theory]
    [InlineData("packer.log", "==> amazon-ebs.web: Creating temporary keypair: ")]
    [InlineData("packer-debug.log", "2026/11/29 06:07:59 1795932479,,ui,say,==> amazon-ebs.web: Creating temporary security group for this instance: ")]
    public async Task Should_Remove_What_The_Log_Of_A_Run_That_Is_Over_Names_And_Nothing_Else(string log, string line)
    {
        _runs.Write($"over/{log}", $"{line}{Ours}\n");
        _runs.Write("underway/packer.log", $"==> amazon-ebs.web: Creating temporary keypair: {Underway}\n");
        foreach (var name in new[] { Ours, Underway, Theirs })
            await IsMade(name);

        var remains = await Remains();
        remains.Select(remain => remain.Kind).ShouldBe([BakeRemainKind.KeyPair, BakeRemainKind.SecurityGroup]);
        foreach (var remain in remains)
            await _images.Remove(remain);

        (await Remains()).ShouldBeEmpty();
        (await world.Aws.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest(), Cancellation)).KeyPairs.Select(key => key.KeyName).ShouldBe([Underway, Theirs], ignoreOrder: true);
        foreach (var name in new[] { Underway, Theirs })
            await IsRemoved(name);
    }

    // A runner that is thrown away after its run takes Packer's logs with it.
    [Fact]
    public async Task Should_Remove_What_Is_Older_Than_A_Bake_Of_Anybody_And_Unused()
    {
        var (used, left, young) = (Named(Now.AddHours(-25), "6b9d-65ce-0234-000000000001"), Named(Now.AddHours(-25), "6b9d-65ce-0234-000000000002"), Named(Now.AddHours(-23), "6b9d-65ce-0234-000000000003"));
        string[] others = [used, young, "packer_6b05d2b8-of-ours", $"my-{left}"];
        foreach (var name in others.Append(left))
            await IsMade(name);
        var launched = await world.Aws.Ec2.RunInstancesAsync(
            new RunInstancesRequest(world.Image.Value, 1, 1) { InstanceType = "t3.micro", KeyName = used, SecurityGroupIds = [await GroupOf(used)] }, Cancellation);

        var remains = await Remains();
        remains.ShouldBe([new(BakeRemainKind.KeyPair, left), new(BakeRemainKind.SecurityGroup, await GroupOf(left))]);
        foreach (var remain in remains)
            await _images.Remove(remain);

        (await Remains()).ShouldBeEmpty();
        await world.Aws.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([launched.Reservation.Instances[0].InstanceId]), Cancellation);
        await new Poll(TimeProvider.System).Until(
            "the instance to be gone", async _ => (await Remains()).Count == 2 ? null : "it is there", TimeSpan.FromSeconds(20), Cancellation);
        foreach (var remain in await Remains())
            await _images.Remove(remain);
        foreach (var name in others.Skip(1))
            await IsRemoved(name);
    }

    [Fact]
    public async Task Should_Finish_An_Image_And_Its_Snapshot_That_Lack_Their_Tags()
    {
        var image = await AnImage("web-v1.0.0-0123456789ab");
        image.IsTagged.ShouldBeFalse();
        await _images.Finish(image, "web v1.0.0", new Dictionary<string, string> { ["bundt:app"] = "web" });

        (await _images.Find(image.Name))!.IsTagged.ShouldBeTrue();
        var snapshots = await world.Aws.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [.. image.Snapshots] }, Cancellation);
        snapshots.Snapshots.ShouldHaveSingleItem().Tags.Select(tag => (tag.Key, tag.Value)).ShouldBe([("Name", image.Name), ("bundt:app", "web")], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Remove_The_Image_Of_A_Bake_That_Failed_After_It_And_Nobody_Elses()
    {
        var image = await AnImage("web-v1.1.0-0123456789ab");

        (await _images.Discard(image.Name, null)).ShouldBeEmpty();
        (await _images.Discard(image.Name, new("ami-0123456789abcdef0"))).ShouldBeEmpty();
        (await _images.Find(image.Name)).ShouldNotBeNull();

        (await _images.Discard(image.Name, image.Id)).ShouldBe([$"available image {image.Id}"]);
        (await _images.Find(image.Name)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_Remove_An_Instance_That_Packer_Has_Not_Come_To_Tag()
    {
        var key = Named(Now, "6b9d-65ce-0234-000000000004");
        _runs.Write("over/packer.log", $"==> amazon-ebs.web: Creating temporary keypair: {key}\n");
        await world.Aws.Ec2.CreateKeyPairAsync(new CreateKeyPairRequest(key), Cancellation);
        var launched = await world.Aws.Ec2.RunInstancesAsync(new RunInstancesRequest(world.Image.Value, 1, 1) { InstanceType = "t3.micro", KeyName = key }, Cancellation);

        var remains = await Remains();
        remains.ShouldBe([new(BakeRemainKind.Instance, launched.Reservation.Instances[0].InstanceId), new(BakeRemainKind.KeyPair, key)]);
        foreach (var remain in remains)
            await _images.Remove(remain);
    }

    private async Task<Domain.Images.Image> AnImage(string name)
    {
        var launched = await world.Aws.Ec2.RunInstancesAsync(new RunInstancesRequest(world.Image.Value, 1, 1) { InstanceType = "t3.micro" }, Cancellation);
        await world.Aws.Ec2.CreateImageAsync(new CreateImageRequest(launched.Reservation.Instances[0].InstanceId, name), Cancellation);
        await new Poll(TimeProvider.System).Until("the image", async _ => await _images.Find(name) is null ? "not yet" : null, TimeSpan.FromSeconds(20), Cancellation);
        return (await _images.Find(name))!;
    }

    private static string Named(DateTimeOffset began, string rest) => string.Create(CultureInfo.InvariantCulture, $"packer_{began.ToUnixTimeSeconds():x8}-{rest}");

    private async Task<string> GroupOf(string name) =>
        (await world.Aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-name", [name])] }, Cancellation)).SecurityGroups.ShouldHaveSingleItem().GroupId;

    private async Task IsMade(string name)
    {
        await world.Aws.Ec2.CreateKeyPairAsync(new CreateKeyPairRequest(name), Cancellation);
        await world.Aws.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { GroupName = name, Description = "Temporary group for Packer" }, Cancellation);
    }

    private async Task IsRemoved(string name)
    {
        await world.Aws.Ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest(name), Cancellation);
        await world.Aws.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupName = name }, Cancellation);
    }

    private Task<IReadOnlyList<BakeRemain>> Remains() => _images.Remains(_runs.Path, (run, began) => run is null ? Now - began > TimeSpan.FromDays(1) : run == "over");
}
