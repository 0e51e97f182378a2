using System.Globalization;

namespace Bundt.Scenarios.Stage;

/// <summary>What is done.</summary>
public sealed class When(LocalCloud cloud, EnvironmentFile environment)
{
    // A run that was killed, or ended at once, has left its lease, which has to run out.
    private const string Patience = "--wait-for-lease=2m";

    /// <summary>Releases what is committed, and it works.</summary>
    /// <param name="version">The version to give it, or null to leave that to Bundt.</param>
    public async Task<BundtRun> Releasing(string? version = null) => Succeeded(await Releases(version));

    /// <summary>Releases what is committed, and it does not work.</summary>
    public async Task<BundtRun> ReleasingInVain(string? version = null) => Failed(await Releases(version));

    /// <summary>Goes back to the release before, or as the options say.</summary>
    public async Task<BundtRun> RollingBack(params string[] options) => Succeeded(await Run($"rolling back {string.Join(' ', options)}".TrimEnd(), "Rollback", options));

    /// <summary>Walks part of the way.</summary>
    public Task<BundtRun> Running(string target, params string[] options) => Run($"running {target}", target, options);

    /// <summary>Begins to release; what happens meanwhile is the scenario's.</summary>
    public BundtRun BeginningToRelease(params string[] options)
    {
        Narrator.Tell("When", $"beginning to release to {environment.Name}");
        return cloud.Start(["--target=Release", $"--env={environment.Name}", Patience, .. options]);
    }

    /// <summary>Waits until it has ended, and tells of it.</summary>
    public async Task<BundtRun> Ended(BundtRun run)
    {
        await run.End();
        Narrator.Quote(run.Output);
        Narrator.Tell("", string.Create(CultureInfo.InvariantCulture, $"exit code {run.ExitCode} after {run.Took.TotalSeconds:0.0} s"));
        return run;
    }

    private Task<BundtRun> Releases(string? version) => Run($"releasing {version}".TrimEnd(), "Release", version is null ? [] : [$"--release={version}"]);

    private async Task<BundtRun> Run(string what, string target, params string[] options)
    {
        Narrator.Tell("When", $"{what} in {environment.Name}");
        return await Ended(cloud.Start([$"--target={target}", $"--env={environment.Name}", Patience, .. options]));
    }

    private static BundtRun Succeeded(BundtRun run)
    {
        run.ExitCode.ShouldBe(0, run.Output);
        return run;
    }

    private static BundtRun Failed(BundtRun run)
    {
        run.ExitCode.ShouldBe(1, run.Output);
        return run;
    }
}
