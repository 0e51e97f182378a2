using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// Four releases in a row of an application that keeps two, in a region where another application lives too, and where somebody else's launch
/// template refers to its first image. The first is launched from a launch configuration, as the team did then; one of that name is there
/// already, left by a run that broke off.
/// </summary>
public sealed class FourReleases(FourReleases.Story story) : IClassFixture<FourReleases.Story>
{
    [Fact]
    public void Should_Keep_The_Live_And_The_Warm_One_And_Nothing_Older()
    {
        story.Status.Groups.Select(group => (group.Release, group.State)).ShouldBe([("v1.3.0", "live"), ("v1.2.0", "warm")]);
        story.LaunchTemplates.ShouldBe(story.Status.Groups.Select(group => group.Name).Order());
    }

    [Fact]
    public void Should_Launch_From_A_Launch_Configuration_Made_For_This_Release_And_Remove_It_With_Its_Group()
    {
        story.FirstConfiguration.ImageId.ShouldBe(story.FirstImage);
        story.FirstConfiguration.UserData.ShouldNotBeNullOrEmpty();
        story.Calls[0].ShouldNotContain(call => call.Action == "CreateLaunchTemplate");
        story.Calls[2].Where(call => call is { Write: true, Status: 200 }).Select(call => call.Action)
            .Where(action => action is "DeleteAutoScalingGroup" or "DeleteLaunchTemplate" or "DeleteLaunchConfiguration").ShouldBe(["DeleteAutoScalingGroup", "DeleteLaunchConfiguration"]);
        story.ConfigurationsAtLast.ShouldBe(0);
    }

    [Fact]
    public void Rule_14_Should_Retire_What_Is_Attached_To_The_Idle_Target_Group_Before_Anything_New_Is()
    {
        var calls = story.Calls[2];
        var detached = calls.First(call => call.Action == "DetachLoadBalancerTargetGroups");
        var retired = calls.First(call => call.Action == "UpdateAutoScalingGroup");
        var created = calls.Single(call => call.Action == "CreateAutoScalingGroup");
        detached.Parameters["AutoScalingGroupName"].ShouldBe("shop-four-v1-0-0-1");
        (retired.Parameters["AutoScalingGroupName"], retired.Parameters["MaxSize"]).ShouldBe(("shop-four-v1-0-0-1", "0"));
        detached.Sequence.ShouldBeLessThan(created.Sequence);
        calls.ShouldContain(call => call.Action == "DescribeTargetHealth" && call.Sequence > detached.Sequence && call.Sequence < created.Sequence);
    }

    [Fact]
    public void Rule_25_Should_Look_Again_Right_Before_Each_Deletion()
    {
        List<RecordedCall> calls = [.. story.Calls.SelectMany(calls => calls)], deletions = [.. calls.Where(call => call.Action == "DeleteAutoScalingGroup")];
        deletions.Select(call => call.Parameters["AutoScalingGroupName"]).ShouldBe(["shop-four-v1-0-0-1", "shop-four-v1-1-0-1"]);
        foreach (var deletion in deletions)
        {
            var before = calls.Where(call => call.Sequence < deletion.Sequence).Reverse().TakeWhile(call => !call.Write).Select(call => call.Action).ToList();
            before.ShouldContain("DescribeListeners");
            before.ShouldContain("DescribeTargetHealth");
        }
    }

    [Fact]
    public void Rule_26_Should_Keep_An_Image_That_Anybodys_Launch_Template_Refers_To()
    {
        story.Images.ShouldContain(image => image.Name.StartsWith("shop-v1.0.0-", StringComparison.Ordinal));
        story.Images.ShouldNotContain(image => image.Name.StartsWith("shop-v1.1.0-", StringComparison.Ordinal));
        story.Outputs[3].ShouldContain("used by launch template somebody-elses version 1");
    }

    [Fact]
    public void Rule_27_Should_Delete_Group_Then_Template_Then_Image_With_Its_Snapshots()
    {
        var deletions = story.Calls[3].Where(call => call is { Write: true, Status: 200 })
            .Where(call => call.Action is "DeleteAutoScalingGroup" or "DeleteLaunchTemplate" or "DeregisterImage" or "DeleteSnapshot").ToList();
        deletions.Select(call => call.Action).ShouldBe(["DeleteAutoScalingGroup", "DeleteLaunchTemplate", "DeregisterImage"]);
        deletions[^1].Parameters["DeleteAssociatedSnapshots"].ShouldBe("true");
        story.Snapshots.ShouldBe(story.Images.SelectMany(image => image.BlockDeviceMappings).Select(mapping => mapping.Ebs.SnapshotId), ignoreOrder: true);
    }

    [Fact]
    public void Should_End_Each_With_The_Way_Back_From_It_And_What_It_Needs()
    {
        Receipt(1).ShouldContain(line => line.StartsWith("cold  about ", StringComparison.Ordinal) && line.EndsWith("launch configuration shop-four-v1-0-0-1 is there, needs neither Packer nor git", StringComparison.Ordinal));
        var receipt = Receipt(3);
        receipt.Count.ShouldBe(3);
        receipt[0].ShouldStartWith("Receipt   back to v1.2.0: ./build.sh --target=Rollback --env=four");
        receipt[1].ShouldMatch(@"^warm  about [0-9.]+ s, then watched for 2 s; until [0-9]{2}:[0-9]{2} UTC: shop-four-v1-2-0-1 has 2 of 2 servers healthy \(2 needed\), its deadline action is set$");
        receipt[2].ShouldMatch(@"^cold  about [0-9.]+ s once it is not warm any more: image ami-[0-9a-f]+ is available, launch template lt-[0-9a-f]+ version 1 is there, needs neither Packer nor git$");
    }

    [Fact]
    public void Should_Go_Back_As_The_Receipt_Says()
    {
        story.ReturnedTo.ShouldBe("v1.2.0");
        story.ChangesOfReturn.Count(action => action == "ModifyListener").ShouldBe(1);
        story.ChangesOfReturn.ShouldNotContain("CreateAutoScalingGroup");
        story.Return.Output.ShouldNotContain("Receipt ", Case.Sensitive, "v1.1.0 is gone, image and all");
    }

    [Fact]
    public void Should_Leave_The_Other_Application_Alone()
    {
        story.NeighbourAfter.ShouldBe(story.NeighbourBefore);
        story.NeighbourBefore.ShouldContain("another application: web-neighbour");
        string[] its = ["web-neighbour", "web-v1.0.0"];
        story.Calls.SelectMany(calls => calls).Where(call => call.Write && call.Parameters.Values.Any(value => its.Any(value.Contains))).ShouldBeEmpty();
    }

    private List<string> Receipt(int number) =>
        [.. story.Outputs[number].TrimEnd().Split('\n').SkipWhile(line => !line.StartsWith("Receipt ", StringComparison.Ordinal)).Select(line => line.Trim())];

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("four") { Application = "shop", Retain = 2 }), IAsyncLifetime
    {
        private readonly Neighbour _neighbour = new(cloud);

        /// <summary>The calls of each of the four.</summary>
        public List<IReadOnlyList<RecordedCall>> Calls { get; } = [];

        public LaunchConfiguration FirstConfiguration { get; private set; } = null!;

        public string FirstImage { get; private set; } = "";

        public int ConfigurationsAtLast { get; private set; }

        public Status Status { get; private set; } = null!;

        public IReadOnlyList<string> LaunchTemplates { get; private set; } = [];

        public IReadOnlyList<Image> Images { get; private set; } = [];

        public IReadOnlyList<string> Snapshots { get; private set; } = [];

        /// <summary>What each of them said.</summary>
        public List<string> Outputs { get; } = [];

        public BundtRun Return { get; private set; } = null!;

        public IReadOnlyList<string> ChangesOfReturn { get; private set; } = [];

        public string? ReturnedTo { get; private set; }

        public string NeighbourBefore { get; private set; } = "";

        public string NeighbourAfter { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await _neighbour.MoveIn();
            NeighbourBefore = await _neighbour.Belongings();
            Cloud.Add(Environment with { Launch = "configuration" });
            await LeaveAConfiguration("shop-four-v1-0-0-1");
            for (var number = 0; number < 4; number++)
            {
                await Given.ACommit($"feat: release {number + 1} of 4");
                var before = await Cloud.Now();
                Outputs.Add((await When.Releasing($"v1.{number}.0")).Output);
                Calls.Add(await Cloud.Calls(before));
                if (number == 0)
                    await LookAtTheFirst();
            }

            ConfigurationsAtLast = (await Configurations()).Count;

            (Status, LaunchTemplates, Images) = (await Then.Status(), await Then.LaunchTemplates(), await Then.Images());
            Snapshots = await Then.Snapshots();
            NeighbourAfter = await _neighbour.Belongings();

            // What the receipt says: --target=Rollback, and nothing else.
            Return = await When.RollingBack();
            (ChangesOfReturn, ReturnedTo) = (await Then.ChangesOf(Return), (await Then.Live()).Release);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task LeaveAConfiguration(string name)
        {
            Narrator.Tell("Given", $"a launch configuration {name} with another image, left by a run that broke off");
            var images = await Cloud.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("name", ["debian-12-*"])] });
            await Cloud.AutoScaling.CreateLaunchConfigurationAsync(
                new CreateLaunchConfigurationRequest { LaunchConfigurationName = name, ImageId = images.Images[0].ImageId, InstanceType = "t3.micro" });
        }

        private async Task LookAtTheFirst()
        {
            FirstConfiguration = (await Configurations()).ShouldHaveSingleItem();
            FirstImage = (await Then.Images()).Single().ImageId;
            await _neighbour.Use(FirstImage);
            Cloud.Add(Environment);
        }

        private async Task<List<LaunchConfiguration>> Configurations() =>
            (await Cloud.AutoScaling.DescribeLaunchConfigurationsAsync(new DescribeLaunchConfigurationsRequest())).LaunchConfigurations ?? [];
    }

    /// <summary>Another application in the same account and region, and somebody who uses an image of ours.</summary>
    private sealed class Neighbour(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("neighbour"))
    {
        public Task MoveIn() => Given.ALiveRelease("v1.0.0");

        public async Task Use(string image)
        {
            Narrator.Tell("Given", $"a launch template of somebody else that refers to {image}");
            await Cloud.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = "somebody-elses",
                LaunchTemplateData = new RequestLaunchTemplateData { ImageId = image },
            });
        }

        public async Task<string> Belongings() =>
            $"another application: {string.Join(", ", (await Then.ScalingGroups()).Select(Describe))}; {string.Join(", ", await Then.LaunchTemplates())}; "
            + string.Join(", ", (await Then.Images()).Select(image => $"{image.ImageId} {image.State}"));

        private static string Describe(AutoScalingGroup group) =>
            $"{group.AutoScalingGroupName} {group.MinSize}/{group.MaxSize}/{group.DesiredCapacity} {string.Join(' ', group.Instances.Select(instance => instance.InstanceId).Order())}";
    }
}
