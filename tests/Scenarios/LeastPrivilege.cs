using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// Releases with a prune, rollbacks and an abort by a role that is allowed what Policy prints, and nothing else; then what becomes of a release
/// when one of the actions is taken away.
/// </summary>
public sealed class LeastPrivilege(LeastPrivilege.Story story) : LeastPrivilegeOf(story), IClassFixture<LeastPrivilege.Story>
{
    [Theory]
    [InlineData("ec2:CreateImage", "Packer did not bake least-v2.0.0-")]
    [InlineData("autoscaling:CreateAutoScalingGroup", "refused to create the Auto Scaling group least-least-v2-0-0-1: AccessDenied: ")]
    [InlineData("elasticloadbalancing:ModifyListener", "refused to modify the live rule arn:aws:elasticloadbalancing:")]
    public void Should_End_A_Release_That_Lacks_An_Action_With_What_It_Lacks_And_Live_Traffic_Untouched(string action, string told)
    {
        var (run, before, after, live) = story.Failures[action];

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain(told);
        run.Output.ShouldContain($"The role of this run is not allowed {action}: --target=Policy prints what is needed.");
        run.Output.ShouldContain("Live traffic is untouched", Case.Insensitive);
        after.ShouldBe(before);
        live.ShouldBe("1.3.0");
    }

    public sealed class Story(LocalCloud cloud) : PolicyStory(cloud, Least)
    {
        private static readonly EnvironmentFile Least = new("least")
        {
            Application = "least",
            Retain = 3,
            Bake = "copyTo: [eu-central-1]\n  deprecateAfter: 90d",
            Mistake = text => text.Replace(
                "  healthGrace: 20s",
                """
                  healthGrace: 20s
                  scaling: [{ name: cpu, metric: ASGAverageCPUUtilization, target: 55 }]
                  schedule: [{ name: morning, recurrence: 0 8 * * MON-FRI, min: 2 }]
                  metrics: [all]
                """, StringComparison.Ordinal),
        };

        /// <summary>The releases without an action: the run, where live traffic went before and after it, and which version answered then.</summary>
        public Dictionary<string, (BundtRun Run, string Before, string After, string Live)> Failures { get; } = [];

        // Four releases, of which three are kept; back to one that is retired, and forward to one that is warm; one that is called off.
        protected override async Task Allowed()
        {
            foreach (var version in new[] { "v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0" })
            {
                await Given.ACommit($"feat: something for {version}");
                await When.Releasing(version);
            }

            await When.RollingBack("--to=v1.1.0");
            await When.RollingBack("--to=v1.3.0");
            await Given.ACommit("feat: something that is called off");
            (await When.Running("Verify", "--release=v1.4.0")).ExitCode.ShouldBe(0);
            (await When.Running("Abort")).ExitCode.ShouldBe(0);
        }

        protected override async Task After()
        {
            await Given.ACommit("feat: something that is not allowed");
            foreach (var action in new[] { "ec2:CreateImage", "autoscaling:CreateAutoScalingGroup", "elasticloadbalancing:ModifyListener" })
                await IsReleasedWithout(action);
        }

        private async Task IsReleasedWithout(string action)
        {
            var before = await Then.LiveActions();
            await Cloud.Enforce(Policy.Without(action));
            Narrator.Tell("Given", $"a role that is not allowed {action}");
            BundtRun run;
            try
            {
                run = await When.ReleasingInVain("v2.0.0");
            }
            finally
            {
                await Cloud.Lift();
            }

            Failures[action] = (run, before, await Then.LiveActions(), (await Then.Version()).Version);
        }
    }
}
