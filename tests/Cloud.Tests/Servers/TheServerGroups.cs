using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using ScheduledAction = Bundt.Domain.Environments.ScheduledAction;

namespace Bundt.Cloud.Tests.Servers;

public sealed class TheServerGroups(ACloud cloud) : IClassFixture<ACloud>
{
    private static readonly ScheduledAction Morning = new() { Name = "morning", Recurrence = "0 8 * * MON-FRI", TimeZone = "Europe/Berlin", Min = 3, Desired = 3 };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private ServerSettings Everything => cloud.Environment.Servers with
    {
        InstanceTypes = ["t3.small"],
        Scaling =
        [
            new TargetTracking { Name = "cpu", Target = 55.5 },
            new TargetTracking { Name = "queue", Target = 100, Custom = new() { Namespace = "Shop", Metric = "Queued", Dimensions = new Dictionary<string, string> { ["Queue"] = "orders" } } },
            new StepScaling
            {
                Name = "steps",
                AdjustmentType = "PercentChangeInCapacity",
                Aggregation = "Maximum",
                Warmup = TimeSpan.FromMinutes(2),
                Steps = [new() { Lower = 0, Upper = 10.5, Adjustment = 10 }, new() { Lower = 10.5, Adjustment = 20 }],
            },
            new SimpleScaling { Name = "in", AdjustmentType = "ChangeInCapacity", Adjustment = -1, Cooldown = TimeSpan.FromMinutes(5) },
        ],
        Metrics = [ServerSettings.AllMetrics],
        Tags = new Dictionary<string, string> { ["team"] = "shop" },
    };

    [Fact]
    public async Task Should_Have_All_That_The_Environment_File_Says()
    {
        var order = await cloud.Order("web-prod-everything-1", Everything);
        await cloud.Groups.Create(order);
        var wanted = Fittings.Of(Everything);
        var missing = wanted.Missing(await Read(order.Name));
        missing.Policies.Count.ShouldBe(4);
        missing.Tags.ShouldBeEmpty();

        await cloud.Groups.Fit(order.Name, missing);

        var has = await Read(order.Name);
        wanted.Differences(has).ShouldBeEmpty();
        wanted.Missing(has).IsEmpty.ShouldBeTrue();
        var group = (await cloud.Groups.Find(order.Name)).ShouldNotBeNull();
        (group.Min, group.Max, group.Desired).ShouldBe((2, 4, 2));
        group.LaunchTemplateVersion.ShouldBe("1");
    }

    [Theory]
    [InlineData("t3.micro", "1")]
    [InlineData("t3.large", "2")]
    public async Task Rule_04_Should_Take_A_Launch_Template_That_A_Broken_Off_Run_Left_When_It_Launches_The_Same(string left, string version)
    {
        var order = await cloud.Order($"web-prod-left-{version}", cloud.Environment.Servers with { InstanceType = "t3.micro" });
        var earlier = order with { Settings = order.Settings with { InstanceType = left }, Tags = order.Tags.ToDictionary(tag => tag.Key, tag => tag.Key == Names.Run ? "earlier" : tag.Value) };
        await cloud.Groups.Create(earlier);
        await cloud.Aws.AutoScaling.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupName = order.Name, ForceDelete = true }, Now);
        await new Poll(TimeProvider.System).Until(
            "the group to be gone", async _ => await cloud.Groups.Find(order.Name) is null ? null : "it is there", TimeSpan.FromSeconds(30), Now);

        await cloud.Groups.Create(order);

        (await cloud.Groups.Find(order.Name))!.LaunchTemplateVersion.ShouldBe(version);
        (await cloud.Aws.Ec2.DescribeLaunchTemplateVersionsAsync(new() { LaunchTemplateName = order.Name }, Now)).LaunchTemplateVersions.Count.ShouldBe(version == "1" ? 1 : 2);
    }

    [Fact]
    public async Task Should_Keep_Its_Deadline_When_Its_Schedule_Ends_And_Let_It_Take_Place()
    {
        var order = await cloud.Order("web-prod-schedule-1");
        var at = DateTimeOffset.UtcNow.AddHours(4);
        await cloud.Groups.Create(order);
        await cloud.Groups.SetDeadline(order.Name, at);
        await cloud.Groups.SetSchedule(order.Name, [Morning]);
        await cloud.Groups.Hold(order.Name);
        (await cloud.Groups.Schedule(order.Name)).ShouldBe([Morning]);
        var held = (await cloud.Groups.Find(order.Name))!;
        held.Suspended.ShouldBe(["AlarmNotification", "ScheduledActions"], ignoreOrder: true);

        await cloud.Groups.EndSchedule(held);

        (await cloud.Groups.Schedule(order.Name)).ShouldBeEmpty();
        (await cloud.Groups.Deadline(order.Name)).ShouldNotBeNull().ShouldBe(at, TimeSpan.FromSeconds(1));
        (await cloud.Groups.Find(order.Name))!.Suspended.ShouldBe(["AlarmNotification"]);
        await cloud.Groups.ClearDeadline(order.Name);
        (await cloud.Groups.Deadline(order.Name)).ShouldBeNull();
    }

    [Theory]
    [InlineData(LaunchKind.Template)]
    [InlineData(LaunchKind.Configuration)]
    public async Task Rule_31_Should_Leave_Nothing_When_The_Group_Itself_Is_Refused(LaunchKind launch)
    {
        var name = $"web-prod-refused-{launch}";
        var order = await cloud.Order(name, cloud.Environment.Servers with { Launch = launch, Max = 1 });

        (await Should.ThrowAsync<Problem>(cloud.Groups.Create(order))).What.ShouldContain($"refused to create the Auto Scaling group {name}");

        var templates = await cloud.Aws.Ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { Filters = [new("launch-template-name", [name])] }, Now);
        (templates.LaunchTemplates ?? []).ShouldBeEmpty();
        var configurations = await cloud.Aws.AutoScaling.DescribeLaunchConfigurationsAsync(new DescribeLaunchConfigurationsRequest { LaunchConfigurationNames = [name] }, Now);
        (configurations.LaunchConfigurations ?? []).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rule_10_Should_Be_Launched_From_A_Numbered_Version()
    {
        var order = await cloud.Order("web-prod-numbered-1");

        await cloud.Groups.Create(order);

        (await cloud.Groups.Find(order.Name))!.LaunchTemplateVersion.ShouldBe("1");
    }

    [Fact]
    public async Task Rule_29_Should_Not_Order_Again_What_Auto_Scaling_Finds_Wrong()
    {
        var order = await cloud.Order("web-prod-wrong-1", cloud.Environment.Servers with { Max = 1 });

        var calls = await cloud.Calls(() => Should.ThrowAsync<Problem>(cloud.Groups.Create(order)));

        calls.Count(call => call.Action == "CreateAutoScalingGroup").ShouldBe(1);
    }

    [Fact]
    public async Task Rule_04_Should_Settle_By_A_Look_Whose_Group_Is_There_Already()
    {
        var order = await cloud.Order("web-prod-v1-4-0-rc-1-1");
        await cloud.Groups.Create(order);
        await cloud.Groups.Create(order);

        var other = order with { Tags = new Dictionary<string, string>(order.Tags) { [Names.Release] = "v1.4.0-rc-1" } };
        (await Should.ThrowAsync<Problem>(cloud.Groups.Create(other))).What.ShouldContain("already, and it was not made for this");

        (await cloud.Groups.Find(order.Name))!.Tags[Names.Release].ShouldBe("v1.4.2");
    }

    [Fact]
    public async Task Should_Count_A_Group_Of_The_Teams_Own_And_Never_Write_To_It()
    {
        var routing = await cloud.Traffic.Read();
        await cloud.Aws.AutoScaling.CreateLaunchConfigurationAsync(new() { LaunchConfigurationName = "legacy", ImageId = cloud.Image.Value, InstanceType = "t3.micro" }, Now);
        await cloud.Aws.AutoScaling.CreateAutoScalingGroupAsync(new()
        {
            AutoScalingGroupName = "legacy",
            MinSize = 1,
            MaxSize = 3,
            DesiredCapacity = 3,
            LaunchConfigurationName = "legacy",
            AvailabilityZones = ["eu-west-1a"],
            TargetGroupARNs = [routing.Live.Arn],
        }, Now);
        var legacy = (await cloud.Groups.Fleet(routing)).Live.ShouldNotBeNull();
        (legacy.Name, legacy.Release, legacy.Desired).ShouldBe(("legacy", null, 3));
        Func<Task>[] writes =
        [
            () => cloud.Groups.Hold("legacy"), () => cloud.Groups.Release("legacy"), () => cloud.Groups.Tag("legacy", Names.WarmUntil, "now"), () => cloud.Groups.Untag("legacy", Names.WarmUntil),
            () => cloud.Groups.Resize("legacy", 0, 0, 0), () => cloud.Groups.SetDeadline("legacy", DateTimeOffset.UtcNow.AddHours(1)), () => cloud.Groups.ClearDeadline("legacy"),
            () => cloud.Groups.SetSchedule("legacy", [Morning]), () => cloud.Groups.EndSchedule(legacy), () => cloud.Groups.Fit("legacy", Fittings.Of(Everything)),
            () => cloud.Groups.Retire(legacy), () => cloud.Groups.Delete(legacy),
        ];

        var calls = await cloud.Calls(async () =>
        {
            foreach (var write in writes)
                (await Should.ThrowAsync<Problem>(write)).What.ShouldBe("legacy was not made by Bundt for web in prod, and is never changed.");
        });

        calls.ShouldBeEmpty();
        await cloud.Aws.AutoScaling.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupName = "legacy", ForceDelete = true }, Now);
    }

    [Fact]
    public async Task Should_Wait_Once_For_Many_Deletions_And_Ask_For_All_In_One_Call()
    {
        List<ServerGroup> groups = [];
        for (var number = 1; number <= 3; number++)
        {
            var order = await cloud.Order($"web-prod-ending-{number}");
            await cloud.Groups.Create(order);
            groups.Add((await cloud.Groups.Find(order.Name))!);
            await cloud.Groups.Delete(groups[^1]);
        }

        var calls = await cloud.Calls(() => cloud.Groups.Forget(groups));

        calls.Select(call => call.Action).SkipWhile(action => action == "DescribeAutoScalingGroups").ShouldBe(Enumerable.Repeat("DeleteLaunchTemplate", 3));
    }

    /// <summary>What a wait asks of AWS at each look does not grow with the number of servers.</summary>
    [Fact]
    public async Task Should_Look_At_Two_Hundred_Servers_With_As_Many_Calls_As_At_Two()
    {
        var (few, many) = (await Up("web-prod-few-1", 2), await Up("web-prod-many-1", 200));

        (many.First, many.Again).ShouldBe((few.First, few.Again));
        few.First.ShouldBe("DescribeAutoScalingGroups DescribeInstances DescribeTargetHealth");
        few.Again.ShouldBe("DescribeAutoScalingGroups DescribeTargetHealth");
    }

    private async Task<(string First, string Again)> Up(string name, int size)
    {
        var order = await cloud.Order(name, cloud.Environment.Servers with { Max = 200 }, size);
        await cloud.Groups.Create(order);
        // By hands of its own, so that the gateway under test has seen none of the servers yet.
        var other = new Bundt.Cloud.Servers.ServerGroups(cloud.Aws, () => cloud.Environment, new Poll(TimeProvider.System));
        await new Poll(TimeProvider.System).Until($"{name} to be in service", async _ =>
            (await other.Find(name))!.Servers.Count(server => server.InService) is var there && there == size ? null : $"{there} of {size}",
            TimeSpan.FromMinutes(2), Now);
        return (await Look(), await Look());

        async Task<string> Look() => string.Join(' ', (await cloud.Calls(async () =>
        {
            var group = (await cloud.Groups.Find(name))!;
            group.Servers.Count(server => server.Image == cloud.Image).ShouldBe(size);
            (await cloud.Traffic.Health(order.Target)).Count.ShouldBeGreaterThanOrEqualTo(size);
        })).Select(call => call.Action));
    }

    private async Task<Fittings> Read(string name) => await cloud.Groups.Fittings((await cloud.Groups.Find(name))!);
}
