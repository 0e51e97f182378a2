using Amazon.EC2;
using Amazon.EC2.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>One environment bakes, in a network of the team's choosing; another one, in another region, releases what it baked.</summary>
public sealed class ImagesThatTravel(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("homely") { Application = "travelled" })
{
    private const string Far = "eu-central-1";
    private const string Partner = "210987654321";

    private static readonly EnvironmentFile Abroad = new("abroad")
    {
        Application = "travelled",
        Mistake = text => Bake(text.Replace("region: eu-west-1", $"region: {Far}", StringComparison.Ordinal), "from: { owner: self }"),
    };

    [Fact]
    public async Task Should_Be_Launched_Where_They_Were_Not_Baked()
    {
        Cloud.Add(Environment with
        {
            Mistake = text => Bake(
                text.Replace("  ingress: [127.0.0.1/32]\n", "", StringComparison.Ordinal), "vpc: homely", "subnetFilter: { tag:Name: homely-b }", "instanceProfile: homely-bake", "volume: { size: 12, type: gp3, encrypted: true, kmsKey: alias/homely }"),
        });
        Cloud.Add(Abroad);
        await Iam.MakeProfile(Cloud, "homely-bake");
        await Given.ACommit("feat: something for everybody");
        var since = await Cloud.Now();
        (await When.Releasing("v1.0.0")).Output.ShouldContain("IMDSv2");
        var home = (await Then.Images()).ShouldHaveSingleItem();
        await ShouldBeBakedAsAsked(since, home);
        home.ImdsSupport.Value.ShouldBe("v2.0");

        var early = await Cloud.Run("--target=Release", "--env=abroad", "--release=v1.0.0");
        early.ExitCode.ShouldBe(1);
        early.Output.ShouldContain($"There is no image of v1.0.0 of this account in {Far}.");
        early.Output.ShouldContain($"its bake.copyTo has to name {Far}.");

        // The image is there already: it reaches further, and is not baked again.
        Cloud.Add(Environment with
        {
            Mistake = text => Bake(
                text, "vpc: homely", "subnet: homely-b", "volume: { size: 12, type: gp3, encrypted: true, kmsKey: alias/homely }",
                $"copyTo: [{Far}]", $"shareWith: [\"{Partner}\"]", "deprecateAfter: 90d"),
        });
        since = await Cloud.Now();
        var reaching = await When.Running("Release", "--release=v1.0.0");
        reaching.ExitCode.ShouldBe(0, reaching.Output);
        reaching.Output.ShouldContain($"is copied to {Far}");
        reaching.Output.ShouldContain($"in {Far}: it is deprecated from ");
        Writes(await Then.Calls(since)).ShouldBe(["CopyImage", "EnableImageDeprecation", "CreateTags", "ModifyImageAttribute", "EnableImageDeprecation", "CreateTags", "ModifyImageAttribute"]);

        since = await Cloud.Now();
        (await When.Running("Release", "--release=v1.0.0")).ExitCode.ShouldBe(0);
        (await Then.Calls(since)).ShouldAllBe(call => !call.Write);

        using var there = Cloud.Ec2In(Far);
        var copy = ((await there.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] }, TestContext.Current.CancellationToken)).Images ?? []).ShouldHaveSingleItem();
        (copy.Name, copy.Description, copy.ImdsSupport.Value).ShouldBe((home.Name, home.Description, "v2.0"));
        copy.DeprecationTime.ShouldNotBeNullOrEmpty();
        copy.Tags.Select(tag => tag.Key).Order(StringComparer.Ordinal).ShouldBe(
            ["Name", "bundt:app", "bundt:commit", "bundt:created-by", "bundt:inputs", "bundt:release", "bundt:run", "bundt:shared-with"]);
        (await MayLaunch(there, copy.ImageId)).ShouldBe([Partner]);

        var run = await Cloud.Run("--target=Release", "--env=abroad", "--release=v1.0.0");
        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain($"{copy.ImageId} is {copy.Name}, baked by this account");
        var live = await new Then(Cloud, Abroad).Live();
        (live.Release, live.Image).ShouldBe(("v1.0.0", copy.ImageId));
        (await Then.Calls(since)).ShouldNotContain(call => call.Action == "CreateImage", "nothing was baked");
    }

    private async Task ShouldBeBakedAsAsked(long since, Image image)
    {
        var calls = (await Then.Calls(since)).Where(call => call.UserAgent.StartsWith("aws-sdk-go", StringComparison.Ordinal)).ToLookup(call => call.Action, call => call.Parameters);
        var subnet = (await Cloud.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("tag:Name", ["homely-b"])] })).Subnets.ShouldHaveSingleItem();
        var launch = calls["RunInstances"].ShouldHaveSingleItem();
        calls["CreateSecurityGroup"].ShouldHaveSingleItem()["VpcId"].ShouldBe(subnet.VpcId);
        calls["AuthorizeSecurityGroupIngress"].ShouldHaveSingleItem().Values.ShouldContain("127.0.0.1/32", "this machine's own address was found");
        (launch["SubnetId"], launch["IamInstanceProfile.Name"]).ShouldBe((subnet.SubnetId, "homely-bake"));
        (await Then.Calls(since)).ShouldContain(call => call.Action == "ModifyInstanceMetadataOptions" && call.Parameters["InstanceId"] == image.SourceInstanceId && call.Parameters["HttpTokens"] == "required");
        var disk = image.BlockDeviceMappings.ShouldHaveSingleItem().Ebs;
        (disk.VolumeSize, disk.VolumeType.Value, disk.Encrypted).ShouldBe((12, "gp3", true));
    }

    private static async Task<IReadOnlyList<string>> MayLaunch(IAmazonEC2 region, string image)
    {
        var answer = await region.DescribeImageAttributeAsync(new() { ImageId = image, Attribute = ImageAttributeName.LaunchPermission });
        return [.. answer.ImageAttribute.LaunchPermissions.Select(permission => permission.UserId)];
    }

    private static IEnumerable<string> Writes(IEnumerable<RecordedCall> calls) => calls.Where(call => call.Write && call.Service == "ec2").Select(call => call.Action);

    private static string Bake(string text, params string[] more) =>
        text.Replace("  pollSeconds: 1", string.Join("\n", more.Select(line => $"  {line}").Append("  pollSeconds: 1")), StringComparison.Ordinal);
}
