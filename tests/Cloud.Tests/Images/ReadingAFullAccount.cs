using System.Net.Http.Json;
using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.LocalCloud.Tests;
using LaunchTemplate = Bundt.Domain.Servers.LaunchTemplate;
using Tag = Amazon.EC2.Model.Tag;

namespace Bundt.Cloud.Tests.Images;

/// <summary>An account with more images, launch templates and launch configurations than fit into a page, and what reading them takes.</summary>
public sealed class ReadingAFullAccount(ReadingAFullAccount.Account account) : IClassFixture<ReadingAFullAccount.Account>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rule_26_Should_Read_It_Whole_In_Calls_The_Size_Of_A_Page()
    {
        var calls = new CallCount();
        using var aws = account.Reach(calls);
        var gateway = account.Images(aws);

        var images = await gateway.All();
        var uses = await gateway.References();

        images.Count.ShouldBe(Account.ImageCount);
        uses.SelectMany(use => use).Select(use => use.Text).ShouldBe(account.Users, ignoreOrder: true);
        calls.All.Select(call => (call.Action, call.Count)).ShouldBe(
        [
            ("DescribeImages", 2), ("DescribeInstances", 1), ("DescribeLaunchTemplateVersions", 2 + 1), ("DescribeLaunchConfigurations", 2),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Find_Just_The_Launch_Templates_Of_The_Environment_And_Remove_One_Once()
    {
        var own = await account.Templates.All();

        own.Select(template => template.Name).ShouldBe(["own"]);
        own[0].Created.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        var left = await account.Template("left", "prod");
        await account.Templates.Delete(left);
        await account.Templates.Delete(left);
        (await account.Templates.All()).ShouldBe(own);
    }

    [Fact]
    public async Task Rule_27_Should_Remove_An_Image_With_Its_Own_Snapshot_In_One_Call()
    {
        await account.Image("other-v9.9.9", "other");
        var image = (await account.Images(account.Aws).Find("other-v9.9.9")).ShouldNotBeNull();
        var snapshots = new DescribeSnapshotsRequest { Filters = [new("snapshot-id", [.. image.Snapshots])] };
        (await account.Aws.Ec2.DescribeSnapshotsAsync(snapshots, Now)).Snapshots.ShouldHaveSingleItem();
        var calls = new CallCount();
        using var aws = account.Reach(calls);

        await account.Images(aws).Delete(image);
        await account.Images(aws).Delete(image);

        calls.All.Select(call => (call.Action, call.Count)).ShouldBe([("DeregisterImage", 2)]);
        ((await account.Aws.Ec2.DescribeSnapshotsAsync(snapshots, Now)).Snapshots ?? []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DescribeInstances")]
    [InlineData("DescribeLaunchTemplateVersions")]
    [InlineData("DescribeLaunchConfigurations")]
    public async Task Rule_26_Should_Conclude_Nothing_From_A_Listing_That_Is_Refused(string action)
    {
        await account.Refuse(action);

        await Should.ThrowAsync<Problem>(account.Images(account.Aws).References());
    }

    public sealed class Account : IAsyncLifetime
    {
        public const int ImageCount = 1001;
        private const int TemplateCount = 200;
        private const int ConfigurationCount = 101;

        private readonly RunningCloud _cloud = new();
        private readonly List<WriteGuard> _guards = [];
        private string _source = "";

        internal AwsClients Aws { get; private set; } = null!;

        /// <summary>Who uses images, as people are told.</summary>
        public List<string> Users { get; } = [];

        public LaunchTemplates Templates => new(Aws, () => Some.Environment);

        public async ValueTask InitializeAsync()
        {
            await _cloud.InitializeAsync();
            Aws = Reach(new());
            _source = (await Aws.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] }, Now)).Images[0].ImageId;
            await Parallel.ForAsync(0, ImageCount, Now, async (number, _) => await Image($"web-v1.{number}.0", "web"));
            await Parallel.ForAsync(0, TemplateCount, Now, async (number, _) => await Template($"theirs-{number}", null));
            await Parallel.ForAsync(0, ConfigurationCount, Now, async (number, stop) => await Aws.AutoScaling.CreateLaunchConfigurationAsync(
                new() { LaunchConfigurationName = $"old-{number}", ImageId = _source, InstanceType = "t3.micro" }, stop));
            await Template("own", "prod");
            await Aws.Ec2.CreateLaunchTemplateVersionAsync(new() { LaunchTemplateName = "own", LaunchTemplateData = new() { ImageId = _source } }, Now);
            await Aws.Ec2.CreateLaunchTemplateVersionAsync(new() { LaunchTemplateName = "own", LaunchTemplateData = new() { ImageId = _source } }, Now);
            var server = (await Aws.Ec2.RunInstancesAsync(new() { ImageId = _source, MinCount = 1, MaxCount = 1, InstanceType = "t3.micro" }, Now)).Reservation.Instances[0].InstanceId;
            Users.AddRange(
            [
                server, .. Enumerable.Range(1, 3).Select(version => $"launch template own version {version}"),
                .. Enumerable.Range(0, TemplateCount).Select(number => $"launch template theirs-{number} version 1"),
                .. Enumerable.Range(0, ConfigurationCount).Select(number => $"launch configuration old-{number}"),
            ]);
        }

        public async ValueTask DisposeAsync()
        {
            Aws.Dispose();
            foreach (var guard in _guards)
                guard.Dispose();
            await _cloud.DisposeAsync();
        }

        internal AwsClients Reach(CallCount calls)
        {
            var guard = Some.HeldLease();
            _guards.Add(guard);
            return new(() => new(RunningCloud.Region, _cloud.Endpoint, _cloud.Keys.AccessKeyId, _cloud.Keys.SecretAccessKey), guard, calls, "run");
        }

        internal Cloud.Images.Images Images(AwsClients aws) => new Cloud.Images.Images(aws, () => Some.Environment, new Poll(TimeProvider.System));

        /// <summary>Refuses one call of an action, in a way that is not tried again.</summary>
        public async Task Refuse(string action) => (await _cloud.Http.PostAsJsonAsync(
            new Uri(_cloud.Endpoint, "/_local/faults"), new { kind = "error", action, status = 400 }, Now)).EnsureSuccessStatusCode();

        /// <summary>Makes an image of an application.</summary>
        public Task Image(string name, string app) => Aws.Ec2.CopyImageAsync(new CopyImageRequest
        {
            SourceImageId = _source,
            SourceRegion = RunningCloud.Region,
            Name = name,
            TagSpecifications = [new() { ResourceType = "image", Tags = [new Tag(Names.App, app)] }],
        });

        /// <summary>Makes a launch template, of the environment's or of somebody else's.</summary>
        public async Task<LaunchTemplate> Template(string name, string? env)
        {
            var made = (await Aws.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = name,
                LaunchTemplateData = new() { ImageId = _source },
                TagSpecifications = env is null ? [] : [new() { ResourceType = "launch-template", Tags = [new(Names.App, "web"), new(Names.Env, env)] }],
            })).LaunchTemplate;
            return new(made.LaunchTemplateId, name, made.CreateTime ?? default);
        }
    }
}
