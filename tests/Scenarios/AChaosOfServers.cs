using System.Globalization;
using System.Text.Json;
using Bundt.Scenarios.Campaigns;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Live servers are struck on purpose, where the environment file says so and nowhere else. <c>scripts/campaign.sh chaos</c> does so fifty times.</summary>
public sealed class AChaosOfServers(AChaosOfServers.Story story) : IClassFixture<AChaosOfServers.Story>
{
    private const string Always = "hours: 00:00-24:00";

    // Of this seed's three experiments each is of another kind.
    private const int Seed = 11;

    [Fact]
    public async Task Should_Be_Whole_Again_And_Choose_The_Same_By_The_Same_Seed()
    {
        var allowed = story.Allows($"{{ {Always}, kinds: [{ChaosCampaign.OnAws}], deadline: 3m }}");
        var shown = await story.Runs("--dry-run", $"--seed={Seed}");
        var waged = await new ChaosCampaign(story.Cloud, allowed).Wage(Seed, 3);

        waged.Run.ExitCode.ShouldBe(0, waged.Run.Output);
        waged.Trials.Count.ShouldBe(3);
        waged.Trials.Select(trial => trial.Made.Kind).Distinct().Count().ShouldBeGreaterThan(1);
        waged.Trials.ShouldAllBe(trial => trial.Made.Lacking == null && trial.Made.Probes > 0 && trial.Made.Failed == 0 && trial.Requests > 0);
        waged.Load.Failed.ShouldBe(0, waged.Load.ToString());
        shown.Output.ShouldContain($"experiment 1 would be {waged.Trials[0].Made.Kind}: ");
        waged.Run.Output.ShouldContain($"--target=Chaos --seed={Seed} --experiments=3");
        (await story.Then.Live()).Healthy.ShouldBe(4);
        (await story.Then.HoldsNoLease()).ShouldBeTrue();
        story.Report(waged.Run).ShouldContain("<h2>Experiments</h2>");
    }

    [Fact]
    public async Task Rule_01_Should_Change_Nothing_Where_It_May_Not()
    {
        var later = DateTimeOffset.UtcNow.AddHours(2);
        var closed = string.Create(CultureInfo.InvariantCulture, $"hours: \"{later:HH:mm}-{later.AddHours(1):HH:mm}\"");

        await Spares($"{{ {closed} }}", "nothing was done: not within the allowed hours");
        await Spares($"{{ {Always}, probability: 0 }}", "nothing was done: the draw spares it");
        await Spares($"{{ {Always}, minHealthy: 4 }}", "nothing was done: web-mayhem-v1-0-0-1 has 4 healthy servers, and no strike would leave 4 of them");
        await Spares($"{{ {Always} }}", "Nothing was changed.", "--dry-run");
        await story.ALease(TimeSpan.FromSeconds(20));
        await Spares($"{{ {Always} }}", "nothing was done: another run is at work: somebody@elsewhere");
        await Eventually.Holds("the lease to run out", async () => await story.Then.Lease() < DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Should_Refuse_Where_Nobody_Ever_Opted_In()
    {
        story.Allows(null);
        var since = await story.Cloud.Now();
        var run = await story.Runs();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("mayhem never opted in to Chaos: its environment file has no section chaos.");
        run.Output.ShouldContain("Nothing was changed.");
        (await story.Then.Calls(since)).Where(Then.IsOfARun).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Put_A_Server_Back_When_Stopped()
    {
        story.Allows($"{{ {Always}, kinds: [deregister] }}");
        var run = await story.Stops("is out of mayhem-");

        run.Output.ShouldContain("Chaos was stopped (SIGINT).");
        run.Output.ShouldContain("Live traffic goes to web-mayhem-v1-0-0-1 as before");
        run.Output.ShouldContain("Nothing of the experiment is left.");
        await Eventually.Holds("all to be healthy", async () => (await story.Then.HealthyTargets()).Count == 4);
        (await story.Then.HoldsNoLease()).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_Disarm_A_Fault_When_Stopped()
    {
        story.Allows($"{{ {Always}, kinds: [application-errors] }}");
        var run = await story.Stops("the fault lasts");

        run.Output.ShouldContain("Nothing of the experiment is left.");
        (await story.Faults()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_Fail_When_The_Group_Is_Not_Whole_In_Time()
    {
        story.Allows($"{{ {Always}, kinds: [terminate], deadline: 1s }}");
        var run = await story.Runs();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Chaos: web-mayhem-v1-0-0-1 was not whole within 1 s of experiment 1, terminate: ");
        run.Output.ShouldContain("Live traffic goes to it as before; ");
        (await story.Then.NewestRecord()).GetProperty("experiments")[0].GetProperty("isWhole").ValueKind.ShouldBe(JsonValueKind.False);
        await Eventually.Holds("it to be whole all the same", async () => (await story.Then.HealthyTargets()).Count == 4);
    }

    [Fact]
    public async Task Should_Need_What_The_Policy_Allows_Where_It_Opted_In_Alone()
    {
        story.Allows(null);
        var never = await story.Policy();
        story.Allows($"{{ {Always}, kinds: [unhealthy, deregister] }}");
        var opted = await story.Policy();

        opted.Actions.Except(never.Actions).ShouldBe(["autoscaling:SetInstanceHealth", "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"], ignoreOrder: true);
        // The first three of this seed are of both kinds.
        var allowed = await story.Under(opted, "--seed=2", "--experiments=3");
        allowed.ExitCode.ShouldBe(0, allowed.Output);
        allowed.Output.ShouldContain(", unhealthy: ");
        allowed.Output.ShouldContain(", deregister: ");
        var refused = await story.Under(never, "--seed=2");
        refused.ExitCode.ShouldBe(1, refused.Output);
        refused.Output.ShouldMatch("The role of this run is not allowed (autoscaling:SetInstanceHealth|elasticloadbalancing:DeregisterTargets)");
        await Eventually.Holds("all to be healthy", async () => (await story.Then.HealthyTargets()).Count == 4);
    }

    private async Task Spares(string chaos, string said, params string[] options)
    {
        story.Allows(chaos);
        var run = await story.Runs(options);

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain(said);
        (await story.Then.WritesOf(run)).ShouldBeEmpty();
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("mayhem") { Sizes = (4, 8, 4) }), IAsyncLifetime
    {
        public new LocalCloud Cloud => base.Cloud;

        public async ValueTask InitializeAsync() => await Given.ALiveRelease("v1.0.0");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Writes what Chaos may do into the environment file; null takes it out.</summary>
        public EnvironmentFile Allows(string? chaos)
        {
            var allowed = Environment with { Chaos = chaos };
            Cloud.Add(allowed);
            return allowed;
        }

        // Not through those who wait for another run's lease: Chaos does not.
        public async Task<BundtRun> Runs(params string[] options) => await When.Ended(Begins(options));

        /// <summary>Begins, and stops it as soon as it has said something.</summary>
        public async Task<BundtRun> Stops(string said)
        {
            var run = Begins();
            await Eventually.Holds(said, () => run.Ended || run.Output.Contains(said, StringComparison.Ordinal));
            await run.Interrupt();
            await When.Ended(run);
            run.ExitCode.ShouldNotBe(0, run.Output);
            return run;
        }

        /// <summary>What Policy prints for the environment as it is.</summary>
        public async Task<PrintedPolicy> Policy() => new((await Cloud.Run("--target=Policy", $"--env={Environment.Name}", "--format=json")).Answer);

        /// <summary>Runs as a role that is allowed a policy and nothing else.</summary>
        public async Task<BundtRun> Under(PrintedPolicy policy, params string[] options)
        {
            await Cloud.Enforce(policy.Text);
            try
            {
                return await Runs(options);
            }
            finally
            {
                await Cloud.Lift();
            }
        }

        public Task ALease(TimeSpan lasts) => Given.ALease(lasts);

        /// <summary>How many faults are armed in the local cloud.</summary>
        public Task<int> Faults() => Cloud.Faults();

        /// <summary>The report of a run.</summary>
        public string Report(BundtRun run) => File.ReadAllText(run.Output.Split('\n').Single(line => line.StartsWith("Report ", StringComparison.Ordinal))["Report ".Length..].Trim());

        private BundtRun Begins(params string[] options) => Cloud.Start(["--target=Chaos", $"--env={Environment.Name}", .. options]);
    }
}
