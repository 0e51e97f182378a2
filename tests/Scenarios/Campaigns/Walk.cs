using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>What a journey has to walk with.</summary>
internal sealed class Walk
{
    private readonly LocalCloud _cloud;
    private readonly EnvironmentFile _environment;

    public Walk(LocalCloud cloud, EnvironmentFile environment)
    {
        (_cloud, _environment) = (cloud, environment);
        cloud.Add(environment);
        (Then, When) = (new(cloud, environment), new(cloud, environment));
        Given = new(cloud, environment, When, Then);
    }

    public Given Given { get; }

    public When When { get; }

    public Then Then { get; }

    /// <summary>The newest release that a journey's first state has.</summary>
    public string Newest { get; private set; } = "";

    /// <summary>Runs a command to its end, and it works.</summary>
    public async Task Undisturbed(params string[] command)
    {
        var run = await When.Ended(_cloud.Start(Line(command)));
        run.ExitCode.ShouldBe(0, run.Output);
        if (command[0] == "--target=Release")
            Newest = (await Then.Live()).Release!;
    }

    /// <summary>Starts a command that waits for the lease of a run that was killed.</summary>
    public BundtRun Start(IReadOnlyList<string> command) => _cloud.Start(Line(command));

    /// <summary>The release of the group that is retired.</summary>
    public async Task<string> Retired() => (await Then.Status()).Groups.Single(group => group.State == "retired").Release!;

    /// <summary>Keeps so many releases from now on.</summary>
    public void Keep(int releases) => _cloud.Add(_environment with { Retain = releases });

    private string[] Line(IReadOnlyList<string> command) => [.. command, $"--env={_environment.Name}", "--wait-for-lease=1m"];
}
