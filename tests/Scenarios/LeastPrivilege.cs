using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>
/// Releases with a prune, rollbacks and an abort by a role that is allowed what Policy prints, and nothing else; then what becomes of a release
/// when one of the actions is taken away.
/// </summary>
public sealed class LeastPrivilege(LeastPrivilege.Story story) : IClassFixture<LeastPrivilege.Story>
{
    [Fact]
    public void Should_Be_Told_Without_A_Call() => story.CallsOfPolicy.ShouldBeEmpty();

    [Fact]
    public void Should_Be_Enough() => story.Calls.Where(call => call.Error is "UnauthorizedOperation" or "AccessDenied").ShouldBeEmpty();

    [Fact]
    public void Should_Name_Each_Action_That_Is_Called() => story.Called.Except(story.Policy.Actions).ShouldBeEmpty();

    [Fact]
    public void Should_Allow_Nothing_That_Is_Neither_Called_Nor_Explained() => story.Policy.Actions.Except(story.Called).Except(story.Unseen).ShouldBeEmpty();

    [Fact]
    public void Should_Not_Call_Unseen_What_A_Recording_Shows() => story.Unseen.Intersect(story.Called).ShouldBeEmpty();

    [Fact]
    public async Task Should_Not_Be_Enough_Without_Any_Of_Its_Actions()
    {
        foreach (var action in story.Called)
        {
            var refused = (await story.WouldRefuse(action)).Select(call => call.Action).ToList();

            refused.ShouldNotBeEmpty(action);
            refused.ShouldAllBe(missing => missing == action);
        }
    }

    [Theory]
    [InlineData("ec2:CreateImage", "Packer did not bake web-v2.0.0-")]
    [InlineData("autoscaling:CreateAutoScalingGroup", "refused to create the Auto Scaling group web-least-v2-0-0-1: AccessDenied: ")]
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

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, Least), IAsyncLifetime
    {
        private static readonly EnvironmentFile Least = new("least")
        {
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

        private long _since;
        private HashSet<long> _ofRuns = [];

        public PrintedPolicy Policy { get; private set; } = new("");

        public IReadOnlyList<RecordedCall> CallsOfPolicy { get; private set; } = [];

        /// <summary>The calls of the runs, and of their Packer.</summary>
        public IReadOnlyList<RecordedCall> Calls { get; private set; } = [];

        /// <summary>The actions that they asked permission for.</summary>
        public IReadOnlyList<string> Called { get; private set; } = [];

        /// <summary>The actions of which Policy says why no recording shows them.</summary>
        public IReadOnlyList<string> Unseen { get; private set; } = [];

        /// <summary>The releases without an action: the run, where live traffic went before and after it, and which version answered then.</summary>
        public Dictionary<string, (BundtRun Run, string Before, string After, string Live)> Failures { get; } = [];

        public async ValueTask InitializeAsync()
        {
            (await Cloud.Run("--target=LocalUp", "--env=least")).ExitCode.ShouldBe(0);
            await IsPrinted();
            await Cloud.Enforce(Policy.Text);
            _since = await Cloud.Now();
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
            await Cloud.Lift();
            await AreRecorded();

            await Given.ACommit("feat: something that is not allowed");
            foreach (var action in new[] { "ec2:CreateImage", "autoscaling:CreateAutoScalingGroup", "elasticloadbalancing:ModifyListener" })
                await IsReleasedWithout(action);
        }

        public async ValueTask DisposeAsync() => await Cloud.Lift();

        /// <summary>The calls of the runs that the policy would have refused without an action.</summary>
        public async Task<IEnumerable<RefusedCall>> WouldRefuse(string action) => (await Cloud.Refused(Policy.Without(action), _since)).Where(call => _ofRuns.Contains(call.Sequence));

        private async Task IsPrinted()
        {
            var since = await Cloud.Now();
            var run = await Cloud.Run("--target=Policy", "--env=least", "--format=json");
            run.ExitCode.ShouldBe(0, run.Output);
            Policy = new(run.Answer);
            CallsOfPolicy = await Cloud.Calls(since);
            Unseen = [.. run.Output.Split('\n').Where(line => line.StartsWith("Unseen ", StringComparison.Ordinal)).SelectMany(line => line["Unseen ".Length..].Split(": ")[0].Split(',')).Select(action => action.Trim())];
            Narrator.Quote(run.Output.Split('\n').Single(line => line.StartsWith("Policy ", StringComparison.Ordinal) && line.Contains(" statements, ", StringComparison.Ordinal)));
        }

        private async Task AreRecorded()
        {
            Calls = [.. (await Cloud.Calls(_since)).Where(Then.IsOfARun)];
            _ofRuns = [.. Calls.Select(call => call.Sequence)];
            Called = [.. (await Cloud.Refused(PrintedPolicy.None, _since)).Where(call => _ofRuns.Contains(call.Sequence)).Select(call => call.Action).Distinct().Order(StringComparer.Ordinal)];
            Narrator.Tell("Then", $"{Calls.Count} calls asked for {Called.Count} actions; the policy has {Policy.Actions.Count} in {Policy.Statements} statements and {Policy.Documents} documents");
        }

        private async Task IsReleasedWithout(string action)
        {
            var before = await Then.LiveActions();
            await Cloud.Enforce(Policy.Without(action));
            Narrator.Tell("Given", $"a role that is not allowed {action}");
            var run = await When.ReleasingInVain("v2.0.0");
            await Cloud.Lift();
            Failures[action] = (run, before, await Then.LiveActions(), (await Then.Version()).Version);
        }
    }
}
