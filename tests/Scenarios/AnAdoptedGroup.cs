using Amazon.AutoScaling.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// What is live is an Auto Scaling group of the team's own, without a tag of Bundt's and larger than the environment file asks for. A release
/// goes live beside it, with everything that an environment file can say of servers.
/// </summary>
public sealed class AnAdoptedGroup(AnAdoptedGroup.Story story) : IClassFixture<AnAdoptedGroup.Story>
{
    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("adopted") { Application = "legacy", Mistake = With }), IAsyncLifetime
    {
        private const string More =
            """
              launch: template
              scaling:
                - { name: cpu, target: 55 }
                - { name: out, adjustmentType: ChangeInCapacity, steps: [{ lower: 0, adjustment: 1 }] }
              schedule: [{ name: new-year, recurrence: 0 8 1 1 *, timeZone: Europe/Berlin, min: 3, desired: 3 }]
              metrics: [all]
              tags: { team: shop }
            """;

        public AutoScalingGroup Before { get; private set; } = null!;

        public AutoScalingGroup After { get; private set; } = null!;

        public AutoScalingGroup Live { get; private set; } = null!;

        public IReadOnlyList<RecordedCall> Calls { get; private set; } = [];

        public IReadOnlyList<RecordedCall> CallsOfSecond { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await Given.ALiveRelease("v1.0.0");
            Before = await TakenFromBundt((await Then.ScalingGroups()).Single());
            await Given.ACommit("feat: beside the team's own");
            var before = await Cloud.Now();
            await When.Releasing("v1.1.0");
            Calls = await Cloud.Calls(before);
            var between = await Cloud.Now();
            await When.Releasing();
            CallsOfSecond = await Cloud.Calls(between);
            var groups = await Then.ScalingGroups();
            (After, Live) = (groups[0], groups[1]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public async Task<IReadOnlyList<string>> Policies() =>
            [.. (await Cloud.AutoScaling.DescribePoliciesAsync(new DescribePoliciesRequest { AutoScalingGroupName = Live.AutoScalingGroupName })).ScalingPolicies.Select(policy => policy.PolicyName).Order()];

        public async Task<ScheduledUpdateGroupAction> Scheduled() =>
            (await Cloud.AutoScaling.DescribeScheduledActionsAsync(new DescribeScheduledActionsRequest { AutoScalingGroupName = Live.AutoScalingGroupName })).ScheduledUpdateGroupActions.ShouldHaveSingleItem();

        private static string With(string text) => text.Replace("  launch: template", More, StringComparison.Ordinal);

        // As the team's own tools would have made it: three servers, and nothing of Bundt's but the program.
        private async Task<AutoScalingGroup> TakenFromBundt(AutoScalingGroup group)
        {
            var name = group.AutoScalingGroupName;
            var scheduled = await Scheduled(name);
            foreach (var action in scheduled)
                await Cloud.AutoScaling.DeleteScheduledActionAsync(new() { AutoScalingGroupName = name, ScheduledActionName = action });
            await Cloud.AutoScaling.UpdateAutoScalingGroupAsync(new() { AutoScalingGroupName = name, MinSize = 3, MaxSize = 4, DesiredCapacity = 3 });
            await Cloud.AutoScaling.DeleteTagsAsync(new() { Tags = [.. group.Tags.Select(tag => new Tag { ResourceId = name, ResourceType = "auto-scaling-group", Key = tag.Key })] });
            await Eventually.Holds("three healthy servers", async () => (await Then.HealthyTargets()).Count == 3);
            return (await Then.ScalingGroups()).Single();
        }

        private async Task<IReadOnlyList<string>> Scheduled(string name) =>
            [.. ((await Cloud.AutoScaling.DescribeScheduledActionsAsync(new DescribeScheduledActionsRequest { AutoScalingGroupName = name })).ScheduledUpdateGroupActions ?? []).Select(action => action.ScheduledActionName)];
    }

    [Fact]
    public void Should_Be_Counted_For_Capacity()
    {
        (story.Before.Tags ?? []).ShouldBeEmpty();
        (story.Live.DesiredCapacity, story.Live.MinSize, story.Live.MaxSize).ShouldBe((3, 2, 4));
    }

    [Fact]
    public void Should_Never_Be_Changed()
    {
        string[] its = [story.Before.AutoScalingGroupName, .. story.Before.Instances.Select(instance => instance.InstanceId)];
        story.Calls.Where(call => call.Write && call.Parameters.Any(parameter => its.Contains(parameter.Value) && !parameter.Key.EndsWith(".Value", StringComparison.Ordinal)))
            .Select(call => call.Action).ShouldBeEmpty();
        (story.After.DesiredCapacity, story.After.MinSize, story.After.MaxSize).ShouldBe((3, 3, 4));
        story.After.TargetGroupARNs.ShouldBe(story.Before.TargetGroupARNs);
        (story.After.Tags ?? []).ShouldBeEmpty();
        (story.After.SuspendedProcesses ?? []).ShouldBeEmpty();
        story.After.Instances.Select(instance => instance.InstanceId).ShouldBe(story.Before.Instances.Select(instance => instance.InstanceId), ignoreOrder: true);
    }

    [Fact]
    public void Should_Be_What_A_Rollback_Goes_Back_To() =>
        story.Live.Tags.Single(tag => tag.Key == "bundt:replaces").Value.ShouldBe(story.Before.AutoScalingGroupName);

    [Fact]
    public async Task Should_Give_The_New_Group_All_That_The_Environment_File_Says()
    {
        (await story.Policies()).ShouldBe(["cpu", "out"]);
        var scheduled = await story.Scheduled();
        (scheduled.ScheduledActionName, scheduled.Recurrence, scheduled.TimeZone, scheduled.MinSize, scheduled.DesiredCapacity).ShouldBe(("new-year", "0 8 1 1 *", "Europe/Berlin", 3, 3));
        story.Live.EnabledMetrics.Count.ShouldBeGreaterThanOrEqualTo(8);
        story.Live.Tags.Single(tag => tag.Key == "team").Value.ShouldBe("shop");
    }

    [Fact]
    public void Rule_04_Should_Write_Nothing_When_Nothing_Is_New() => story.CallsOfSecond.Where(call => call.Write).Select(call => call.Action).ShouldBeEmpty();
}
