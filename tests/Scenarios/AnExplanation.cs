using Amazon.EC2.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Where a server comes from, link by link, and what becomes of the chain when somebody meddles with it.</summary>
public sealed class AnExplanation(AnExplanation.Story story) : IClassFixture<AnExplanation.Story>
{
    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("traced")), IAsyncLifetime
    {
        private long _since;

        public string Server { get; private set; } = "";

        public Image Image { get; private set; } = null!;

        public string Template { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Given.ACommit("feat: something that can be traced");
            await When.Releasing();
            var group = (await Then.ScalingGroups()).ShouldHaveSingleItem();
            (Server, Template) = (group.Instances[0].InstanceId, group.LaunchTemplate.LaunchTemplateName);
            var live = await Then.Live();
            Image = (await Then.Images()).Single(image => image.ImageId == live.Image);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public async Task BeginToCount() => _since = await Cloud.Now();

        public Task<IReadOnlyList<RecordedCall>> Counted() => Cloud.Calls(_since);

        /// <summary>Explains something.</summary>
        public Task<BundtRun> Explain(string what) => When.Running("Explain", what);

        /// <summary>Explains it while a tag of its image is another.</summary>
        public async Task<BundtRun> ExplainWith(string key, string value)
        {
            var before = Image.Tags.Find(tag => tag.Key == key)!.Value;
            Narrator.Tell("Given", $"somebody has set {key} to {value}");
            await Cloud.Ec2.CreateTagsAsync(new([Image.ImageId], [new(key, value)]));
            var run = await Explain($"--instance={Server}");
            await Cloud.Ec2.CreateTagsAsync(new([Image.ImageId], [new(key, before)]));
            return run;
        }

        /// <summary>Launches an instance by hand.</summary>
        public async Task<string> Launch()
        {
            Narrator.Tell("Given", "an instance that somebody has launched by hand");
            var answer = await Cloud.Ec2.RunInstancesAsync(new() { ImageId = Image.ImageId, MinCount = 1, MaxCount = 1, InstanceType = "t3.micro" });
            return answer.Reservation.Instances[0].InstanceId;
        }

        public async Task<Image> ImageOfAnother() => (await Cloud.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("name", ["debian-12-*"])] })).Images[0];

        public Task End(string instance) => Cloud.Ec2.TerminateInstancesAsync(new([instance]));
    }

    [Fact]
    public async Task Should_Lead_From_A_Server_To_Its_Tests()
    {
        await story.BeginToCount();
        var run = await story.Explain($"--instance={story.Server}");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain($"✓ {story.Server} ← web-traced-v");
        run.Output.ShouldContain($"✓ launch template {story.Template} version 1 ← {story.Image.ImageId}, which {story.Server} runs");
        run.Output.ShouldContain($"✓ {story.Image.ImageId} ← {story.Image.Name}, baked by ");
        run.Output.ShouldContain("← passed in run ");
        run.Output.ShouldContain($"{story.Server} holds tested code: every link holds");
        (await story.Counted()).ShouldAllBe(call => !call.Write);
    }

    [Fact]
    public async Task Should_Lead_From_An_Image_Too() => (await story.Explain($"--image={story.Image.ImageId}")).ExitCode.ShouldBe(0);

    [Fact]
    public async Task Should_Name_An_Instance_That_Nobody_Deployed()
    {
        var instance = await story.Launch();
        var run = await story.Explain($"--instance={instance}");
        await story.End(instance);

        ShouldBreakAt(run, instance, $"{instance} ← no Auto Scaling group: it was launched by hand");
    }

    [Fact]
    public async Task Should_Name_A_Commit_That_The_Tag_Does_Not_Stand_On()
    {
        var run = await story.ExplainWith("bundt:commit", new('f', 40));

        ShouldBreakAt(run, story.Server, $"{story.Image.Tags.Find(tag => tag.Key == "bundt:release")!.Value} in the image ← a tag on ");
    }

    [Fact]
    public async Task Should_Name_A_Release_That_Was_Never_Tagged() =>
        ShouldBreakAt(await story.ExplainWith("bundt:release", "v77.0.0"), story.Server, "v77.0.0 in the image ← no tag: the clone has none of that name");

    [Fact]
    public async Task Should_Name_Inputs_That_The_Name_Does_Not_Have() =>
        ShouldBreakAt(await story.ExplainWith("bundt:inputs", new('0', 64)), story.Server, $"{story.Image.Name} ← inputs 000000000000…, which its name does not have");

    [Theory]
    [InlineData("--instance=i-0123456789abcdef0", "There is no instance i-0123456789abcdef0 in eu-west-1.")]
    [InlineData("--image=ami-0123456789abcdef0", "ami-0123456789abcdef0 ← gone: there is no such image any more")]
    [InlineData("--format=text", "--target=Explain has nothing to explain.")]
    public async Task Should_Say_What_It_Cannot_Find(string what, string says)
    {
        var run = await story.Explain(what);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain(says);
        run.Output.ShouldContain("Nothing was changed.");
    }

    [Fact]
    public async Task Should_Say_Whose_An_Image_Of_Another_Account_Is()
    {
        var theirs = await story.ImageOfAnother();

        ShouldBreakAt(await story.Explain($"--image={theirs.ImageId}"), theirs.ImageId, $"{theirs.ImageId} ← {theirs.Name} of account {theirs.OwnerId}, which by its name and description is no image of web");
    }

    private static void ShouldBreakAt(BundtRun run, string asked, string link)
    {
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain($"✗ {link}");
        run.Output.ShouldContain($"{asked} cannot be traced to tested code. The first link that does not hold: {link}");
    }
}
