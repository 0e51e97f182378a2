using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>The same where servers are launched from launch configurations, a named rule carries live traffic, and images are shared.</summary>
public sealed class LeastPrivilegeOfOldAccounts(LeastPrivilegeOfOldAccounts.Story story) : LeastPrivilegeOf(story), IClassFixture<LeastPrivilegeOfOldAccounts.Story>
{
    [Fact]
    public void Should_Move_The_Rule_And_Launch_From_Configurations() =>
        new[] { "elasticloadbalancing:ModifyRule", "elasticloadbalancing:DescribeRules", "autoscaling:CreateLaunchConfiguration", "autoscaling:DeleteLaunchConfiguration", "ec2:DescribeImageAttribute" }
            .Except(story.Called).ShouldBeEmpty();

    public sealed class Story(LocalCloud cloud) : PolicyStory(cloud, Old)
    {
        private static readonly EnvironmentFile Old = new("old")
        {
            Application = "oldest",
            Launch = "configuration",
            Retain = 1,
            Bake = "shareWith: [\"210987654321\"]",
            Mistake = text => text.Replace("  loadBalancer: old", "  loadBalancer: old\n  rule: 10", StringComparison.Ordinal),
        };

        // It goes back only to what is warm; and images that are shared stay.
        public override IReadOnlyList<string> OfOtherStories => ["autoscaling:AttachLoadBalancerTargetGroups", "ec2:DeregisterImage"];

        protected override async Task Before()
        {
            var listener = await Then.Listener();
            await Cloud.LoadBalancing.CreateRuleAsync(new()
            {
                ListenerArn = listener.ListenerArn,
                Priority = 10,
                Conditions = [new() { Field = "path-pattern", Values = ["/*"] }],
                Actions = [new() { Type = "forward", TargetGroupArn = listener.DefaultActions[0].TargetGroupArn }],
            });
        }

        protected override async Task Allowed()
        {
            foreach (var version in new[] { "v1.0.0", "v1.1.0", "v1.2.0" })
            {
                await Given.ACommit($"feat: something for {version}");
                await When.Releasing(version);
            }

            await When.RollingBack();
        }
    }
}
