using Bundt.Scenarios.Load;

namespace Bundt.Scenarios.Stage;

/// <summary>A story about releases of an application to an environment of its own.</summary>
public abstract class Scenario
{
    /// <summary>Sets the stage.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="environment">The environment; it is made when something is first released to it.</param>
    protected Scenario(LocalCloud cloud, EnvironmentFile environment)
    {
        cloud.Add(environment);
        (Cloud, Environment, Then, When) = (cloud, environment, new(cloud, environment), new(cloud, environment));
        Given = new(cloud, environment, When, Then);
    }

    protected LocalCloud Cloud { get; }

    protected EnvironmentFile Environment { get; }

    /// <summary>What there is at first.</summary>
    protected Given Given { get; }

    /// <summary>What is done.</summary>
    protected When When { get; }

    /// <summary>What there is then.</summary>
    public Then Then { get; }

    /// <summary>Does something while requests arrive, with a second of them before and after.</summary>
    /// <param name="requestsPerSecond">How many.</param>
    /// <param name="what">What is done.</param>
    protected async Task<UnderLoad> Under(int requestsPerSecond, Func<LoadGenerator, Task> what)
    {
        var (before, listener) = (await Cloud.Now(), (await Then.Listener()).ListenerArn);
        await using var load = await Given.Load(requestsPerSecond);
        await Eventually.Holds("the load to be under way", () => load.Sent >= requestsPerSecond);
        var health = HealthSampler.Begin(Cloud, listener);
        await using (health)
            await what(load);
        var (ended, sent, calls) = (load.Elapsed, load.Sent, await Cloud.Calls(before));
        await Eventually.Holds("the load to go on for a while", () => load.Sent >= sent + requestsPerSecond);
        var report = await load.Stop();
        Narrator.Tell("Then", report.ToString());
        return new(report, calls, health.Seen, ended, await Then.Status());
    }
}
