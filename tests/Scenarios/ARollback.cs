using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Three releases, and every way back and forward between them, while requests arrive; then a release that is called off.</summary>
public sealed class ARollback(ARollback.Story story) : IClassFixture<ARollback.Story>
{
    [Fact]
    public void Rule_22_Should_Attach_A_Retired_Group_Before_It_Has_Servers()
    {
        var cold = story.Cold;
        cold.Status.Live!.Release.ShouldBe("v1.0.0");
        cold.Load.Failures.ShouldBeEmpty();
        cold.Load.VersionsInOrder.ShouldBe(["1.2.0", "1.0.0"]);
        var its = cold.Calls.Where(call => call.Parameters.GetValueOrDefault("AutoScalingGroupName") == cold.Status.Live.Name).Select(call => call.Action).ToList();
        its.IndexOf("AttachLoadBalancerTargetGroups").ShouldBeInRange(0, its.IndexOf("UpdateAutoScalingGroup") - 1);
        string[] anew = ["CreateAutoScalingGroup", "CreateLaunchTemplate", "RunInstances"];
        cold.Calls.Where(call => anew.Contains(call.Action)).ShouldBeEmpty();
    }

    [Fact]
    public void Rule_16_Should_Have_Enough_Healthy_Servers_All_The_Way() => story.Cold.Health.ShouldAllBe(seen => seen.Healthy >= 2);

    [Fact]
    public void Rule_14_Should_Retire_What_Was_Warm_For_It() =>
        story.Cold.Status.Groups.Single(group => group.Release == "v1.1.0").State.ShouldBe("retired");

    [Fact]
    public void Should_Go_Forward_Again_To_A_Named_Release_By_One_Modification()
    {
        story.Forward.Output.ShouldContain("v1.2.0 is live in back again");
        story.ForwardChanges.Count(action => action == "ModifyListener").ShouldBe(1);
        story.ForwardChanges.ShouldNotContain("CreateAutoScalingGroup");
        story.ForwardChanges.ShouldNotContain("AttachLoadBalancerTargetGroups");
    }

    [Fact]
    public void Should_End_With_The_Way_Further_Back()
    {
        story.Forward.Output.ShouldContain("Receipt   back to v1.1.0: ./build.sh --target=Rollback --env=back");
        story.Forward.Output.ShouldMatch(@"\n +warm  ✗ back-back-v1-1-0-1 has no servers in back-(blue|green) any more\n");
        story.Forward.Output.ShouldMatch(@"\n +cold  about [0-9.]+ s as in earlier runs: image ami-[0-9a-f]+ is available, ");
    }

    [Fact]
    public void Should_End_With_What_The_Way_Back_Lacks()
    {
        story.WithoutImage.Output.ShouldContain("Receipt   back to v1.1.0: ./build.sh --target=Rollback --to=1.1.0 --env=back");
        story.WithoutImage.Output.ShouldMatch(@"\n +warm  ✗ back-back-v1-1-0-\d has no servers in back-(blue|green) any more\n");
        story.WithoutImage.Output.ShouldMatch(
            @"\n +cold  ✗ image ami-[0-9a-f]+ is gone, and no server can be launched from it: --target=Release --release=1\.1\.0 bakes it again from its tag \(launch template lt-[0-9a-f]+ version 1 is there\)\n");
    }

    [Fact]
    public void Should_Not_Call_A_Group_Taken_Back_That_Is_Live_Again() => story.TagsForward.ShouldNotContain("bundt:rolled-back");

    [Fact]
    public void Should_Launch_From_Its_Image_What_Has_No_Group_Any_More_Without_Packer_And_Git()
    {
        story.FromImage.Output.ShouldContain("v1.1.0 is live in back again");
        story.ImagesAfter.ShouldBe(story.ImagesBefore);
    }

    [Fact]
    public void Rule_22_Should_Go_Ahead_When_Its_Target_Has_More_Healthy_Servers_Than_Live()
    {
        story.FromTheDead.Output.ShouldMatch(@"back-back-v1-2-0-1 has 2 healthy servers and \S+, which is live, 0: traffic moves at once");
        story.FromTheDead.Output.ShouldContain("v1.2.0 is live in back again");
        story.SizeAfterTheDead.ShouldBe(3);
    }

    [Fact]
    public void Rule_23_Should_Write_Nothing_When_There_Is_Nothing_To_Do()
    {
        story.Nothing.Output.ShouldContain("v1.2.0 is live already as back-back-v1-2-0-1");
        story.NothingChanges.ShouldBeEmpty();
        story.NothingAborted.Output.ShouldContain("nothing is half done in back");
        story.NothingAbortedChanges.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Call_Off_A_Release_Whose_Servers_Never_Had_Live_Traffic()
    {
        story.Begun.ShouldBe("back-back-v2-0-0-1");
        story.Aborted.Output.ShouldContain("back-back-v2-0-0-1 removed: live traffic never went there");
        story.GroupsAfterAbort.ShouldNotContain(story.Begun);
        story.TemplatesAfterAbort.ShouldNotContain(story.Begun);
        story.ActionsAfterAbort.ShouldBe(story.ActionsBeforeAbort);
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("back") { Application = "back" }), IAsyncLifetime
    {
        public UnderLoad Cold { get; private set; } = null!;

        public BundtRun Forward { get; private set; } = null!;

        public IReadOnlyList<string> ForwardChanges { get; private set; } = [];

        public IReadOnlyList<string> TagsForward { get; private set; } = [];

        public BundtRun FromImage { get; private set; } = null!;

        public int ImagesBefore { get; private set; }

        public int ImagesAfter { get; private set; }

        public BundtRun FromTheDead { get; private set; } = null!;

        public int SizeAfterTheDead { get; private set; }

        public BundtRun Nothing { get; private set; } = null!;

        public IReadOnlyList<string> NothingChanges { get; private set; } = [];

        public string Begun { get; private set; } = "";

        public BundtRun Aborted { get; private set; } = null!;

        public BundtRun WithoutImage { get; private set; } = null!;

        public BundtRun NothingAborted { get; private set; } = null!;

        public IReadOnlyList<string> NothingAbortedChanges { get; private set; } = [];

        public string ActionsBeforeAbort { get; private set; } = "";

        public string ActionsAfterAbort { get; private set; } = "";

        public IReadOnlyList<string> GroupsAfterAbort { get; private set; } = [];

        public IReadOnlyList<string> TemplatesAfterAbort { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await Given.ALiveRelease("v1.0.0");
            foreach (var version in new[] { "v1.1.0", "v1.2.0" })
            {
                await Given.ACommit($"feat: something for {version}");
                await When.Releasing(version);
            }

            Cold = await Under(50, _ => When.RollingBack("--to=v1.0.0"));
            Forward = await When.RollingBack("--to=v1.2.0");
            ForwardChanges = await Then.ChangesOf(Forward);
            TagsForward = [.. (await Group("v1.2.0")).Tags.Select(tag => tag.Key)];

            var gone = await Group("v1.1.0");
            Narrator.Tell("When", $"{gone.AutoScalingGroupName} is removed by hand");
            await Cloud.AutoScaling.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupName = gone.AutoScalingGroupName, ForceDelete = true });
            await Cloud.Ec2.DeleteLaunchTemplateAsync(new() { LaunchTemplateId = gone.LaunchTemplate.LaunchTemplateId });
            await Eventually.Holds("it to be gone", async () => (await Then.ScalingGroups()).All(group => group.AutoScalingGroupName != gone.AutoScalingGroupName));
            ImagesBefore = (await Then.Images()).Count;
            FromImage = await When.RollingBack("--to=v1.1.0");
            ImagesAfter = (await Then.Images()).Count;

            await AllAreDead(await Group("v1.1.0"));
            FromTheDead = await When.RollingBack("--to=v1.2.0");
            SizeAfterTheDead = (await Group("v1.2.0")).DesiredCapacity!.Value;

            Nothing = await When.RollingBack("--to=v1.2.0");
            NothingChanges = await Then.ChangesOf(Nothing);
            await IsCalledOff();

            Narrator.Tell("When", "the image of v1.1.0 is deregistered by hand");
            await Cloud.Ec2.DeregisterImageAsync(new() { ImageId = (await Then.Images()).Single(image => image.Name.StartsWith("back-v1.1.0-", StringComparison.Ordinal)).ImageId });
            WithoutImage = await When.Releasing("v1.2.0");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        // Larger than what it replaced, and nothing of it answers.
        private async Task AllAreDead(Amazon.AutoScaling.Model.AutoScalingGroup live)
        {
            var name = live.AutoScalingGroupName;
            await Given.ALargerGroup(name, 3);
            await Eventually.Holds("three healthy servers", async () => (await Then.HealthyTargets()).Count == 3);
            await Cloud.AutoScaling.SuspendProcessesAsync(new() { AutoScalingGroupName = name, ScalingProcesses = ["HealthCheck", "ReplaceUnhealthy"] });
            Narrator.Tell("When", $"the programs of {name} hang");
            foreach (var server in (await Group("v1.1.0")).Instances)
                await Servers.Hang(server.InstanceId);
            await Eventually.Holds("nothing live to be healthy", async () => (await Then.HealthyTargets()).Count == 0);
        }

        private async Task IsCalledOff()
        {
            await Given.ACommit("feat: something that is called off");
            (await When.Running("Verify", "--release=v2.0.0")).ExitCode.ShouldBe(0);
            Begun = (await Group("v2.0.0")).AutoScalingGroupName;
            ActionsBeforeAbort = await Then.LiveActions();
            Aborted = await When.Running("Abort");
            ActionsAfterAbort = await Then.LiveActions();
            GroupsAfterAbort = [.. (await Then.ScalingGroups()).Select(group => group.AutoScalingGroupName)];
            TemplatesAfterAbort = await Then.LaunchTemplates();
            NothingAborted = await When.Running("Abort");
            NothingAbortedChanges = await Then.ChangesOf(NothingAborted);
        }

        private async Task<Amazon.AutoScaling.Model.AutoScalingGroup> Group(string release) =>
            (await Then.ScalingGroups()).Single(group => group.Tags.Any(tag => tag.Key == "bundt:release" && tag.Value == release));
    }
}
