using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Policies(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter(walk, client, ground)
{
    private const string Group = "measured";

    public override async Task Tell()
    {
        await Client.CreateAutoScalingGroupAsync(Empty(Group));
        await Putting();
        await Describing();
        await Deleting();
    }

    public override async Task Refuse()
    {
        await IsInvalid("PutScalingPolicy", NotFound, async () =>
        {
            var request = Simple("lost");
            request.AutoScalingGroupName = "nobody";
            await Client.PutScalingPolicyAsync(request);
        });
        await IsInvalid("PutScalingPolicy", "refuses a policy without its adjustment", async () =>
        {
            var request = Simple("wrong");
            request.ScalingAdjustment = null;
            await Client.PutScalingPolicyAsync(request);
        });
        await IsInvalid("DeletePolicy", NotFound, () => Client.DeletePolicyAsync(
            new DeletePolicyRequest { AutoScalingGroupName = "nobody", PolicyName = "cpu" }));
    }

    private async Task Putting()
    {
        PutScalingPolicyResponse? made = null;
        await Shows("PutScalingPolicy", "keeps a target", async () =>
        {
            made = await Client.PutScalingPolicyAsync(Tracking("cpu"));
            var policy = await One("cpu");
            (policy.AutoScalingGroupName, policy.PolicyType).ShouldBe((Group, "TargetTrackingScaling"));
            policy.PolicyARN.ShouldMatch("^arn:aws:autoscaling:eu-west-1:[0-9]{12}:scalingPolicy:.*policyName/cpu$");
            policy.TargetTrackingConfiguration.TargetValue.ShouldBe(52.5);
            policy.TargetTrackingConfiguration.PredefinedMetricSpecification.PredefinedMetricType.ShouldBe(MetricType.ASGAverageCPUUtilization);
            policy.StepAdjustments.ShouldBeNull();
        });
        await Shows("PutScalingPolicy", "answers the policy's ARN", async () => made!.PolicyARN.ShouldBe((await One("cpu")).PolicyARN));
        await Shows("PutScalingPolicy", "answers the alarms that it made", () =>
        {
            var alarms = made!.Alarms.ShouldNotBeNull();
            alarms.Select(alarm => string.Join('-', alarm.AlarmName.Split('-')[..3]))
                .ShouldBe([$"TargetTracking-{Group}-AlarmHigh", $"TargetTracking-{Group}-AlarmLow"], ignoreOrder: true);
            alarms.ShouldAllBe(alarm => alarm.AlarmARN.StartsWith("arn:aws:cloudwatch:eu-west-1:"));
            return Task.CompletedTask;
        });
        await Shows("PutScalingPolicy", "keeps the time that an instance takes to warm up", async () =>
        {
            var request = Tracking("warm");
            request.EstimatedInstanceWarmup = 90;
            await Client.PutScalingPolicyAsync(request);
            (await One("warm")).EstimatedInstanceWarmup.ShouldBe(90);
        });
        await Shows("PutScalingPolicy", "keeps steps", async () =>
        {
            await Client.PutScalingPolicyAsync(new PutScalingPolicyRequest
            {
                AutoScalingGroupName = Group,
                PolicyName = "steps",
                PolicyType = "StepScaling",
                AdjustmentType = "PercentChangeInCapacity",
                MinAdjustmentMagnitude = 2,
                MetricAggregationType = "Maximum",
                StepAdjustments =
                [
                    new StepAdjustment { MetricIntervalLowerBound = 0, MetricIntervalUpperBound = 15.5, ScalingAdjustment = 10 },
                    new StepAdjustment { MetricIntervalLowerBound = 15.5, ScalingAdjustment = 30 },
                ],
            });
            var policy = await One("steps");
            (policy.AdjustmentType, policy.MetricAggregationType, policy.PolicyType).ShouldBe(("PercentChangeInCapacity", "Maximum", "StepScaling"));
            policy.StepAdjustments.Select(step => (step.MetricIntervalLowerBound, step.MetricIntervalUpperBound, step.ScalingAdjustment))
                .ShouldBe([(0, 15.5, 10), (15.5, null, 30)]);
        });
        await Shows("PutScalingPolicy", "keeps by how much a change is at least", async () => (await One("steps")).MinAdjustmentMagnitude.ShouldBe(2));
        await Shows("PutScalingPolicy", "keeps an adjustment", async () =>
        {
            await Client.PutScalingPolicyAsync(Simple("one-more"));
            var policy = await One("one-more");
            (policy.PolicyType, policy.AdjustmentType, policy.ScalingAdjustment, policy.Cooldown).ShouldBe(("SimpleScaling", "ChangeInCapacity", 1, 60));
            policy.Alarms.ShouldBeNull();
            policy.TargetTrackingConfiguration.ShouldBeNull();
        });
        await Shows("PutScalingPolicy", "changes a policy in place", async () =>
        {
            var before = await One("one-more");
            var request = Simple("one-more");
            request.ScalingAdjustment = 2;
            await Client.PutScalingPolicyAsync(request);
            var after = await One("one-more");
            (after.PolicyARN, after.ScalingAdjustment).ShouldBe((before.PolicyARN, 2));
        });
    }

    private async Task Describing()
    {
        await Shows("DescribePolicies", "selects by name and type", async () =>
        {
            (await Find(new DescribePoliciesRequest { AutoScalingGroupName = Group, PolicyTypes = ["StepScaling"] })).ShouldBe(["steps"]);
            (await Find(new DescribePoliciesRequest { PolicyNames = ["cpu", "steps"] })).ShouldBe(["cpu", "steps"], ignoreOrder: true);
        });
        await Shows("DescribePolicies", "says that a policy is enabled", async () => (await One("cpu")).Enabled.ShouldBe(true));
        await Shows("DescribePolicies", "pages", async () =>
        {
            var pages = await Walk.Pages<ScalingPolicy>(async next =>
            {
                var page = await Client.DescribePoliciesAsync(
                    new DescribePoliciesRequest { AutoScalingGroupName = Group, MaxRecords = 3, NextToken = next });
                return (page.ScalingPolicies, page.NextToken);
            });
            pages.Select(page => page.Count).ShouldBe([3, 1]);
        });
    }

    private async Task Deleting()
    {
        await Shows("DeletePolicy", "deletes by name", async () =>
        {
            await Delete("one-more");
            await Delete("cpu");
            await Delete("warm");
            (await Find(new DescribePoliciesRequest { AutoScalingGroupName = Group })).ShouldBe(["steps"]);
        });
        await Shows("DeletePolicy", "deletes by ARN", async () =>
        {
            await Delete((await One("steps")).PolicyARN);
            (await Client.DescribePoliciesAsync(new DescribePoliciesRequest { AutoScalingGroupName = Group })).ScalingPolicies.ShouldBeNull();
        });
    }

    private static PutScalingPolicyRequest Tracking(string name) => new()
    {
        AutoScalingGroupName = Group,
        PolicyName = name,
        PolicyType = "TargetTrackingScaling",
        TargetTrackingConfiguration = new TargetTrackingConfiguration
        {
            PredefinedMetricSpecification = new PredefinedMetricSpecification { PredefinedMetricType = MetricType.ASGAverageCPUUtilization },
            TargetValue = 52.5,
        },
    };

    private static PutScalingPolicyRequest Simple(string name) => new()
    {
        AutoScalingGroupName = Group,
        PolicyName = name,
        PolicyType = "SimpleScaling",
        AdjustmentType = "ChangeInCapacity",
        ScalingAdjustment = 1,
        Cooldown = 60,
    };

    private async Task Delete(string policy) =>
        await Client.DeletePolicyAsync(new DeletePolicyRequest { AutoScalingGroupName = Group, PolicyName = policy });

    private async Task<IEnumerable<string>> Find(DescribePoliciesRequest request) =>
        (await Client.DescribePoliciesAsync(request)).ScalingPolicies.Select(policy => policy.PolicyName);

    private async Task<ScalingPolicy> One(string name) => (await Client.DescribePoliciesAsync(
        new DescribePoliciesRequest { AutoScalingGroupName = Group, PolicyNames = [name] })).ScalingPolicies.ShouldHaveSingleItem();
}
