using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>A run that is walked again and again, from the same state each time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Environment">The environment that it walks in, which has its name.</param>
/// <param name="Begin">What makes the first state.</param>
/// <param name="Ready">What makes that state again after it was walked.</param>
/// <param name="Command">Its command line, asked for after <paramref name="Ready"/>.</param>
internal sealed record Journey(string Name, EnvironmentFile Environment, Func<Walk, Task> Begin, Func<Walk, Task> Ready, Func<Walk, Task<IReadOnlyList<string>>> Command)
{
    private const int LeaseExpiry = 6;

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Journey> All { get; } =
    [
        Release(On("blue-green")),
        Release(On("canary") with { Canary = "{ steps: [50, 100], pause: 1s }" }),
        Release(On("faults") with { Watch = 6, Timeout = 30 }),
        new("rollback", On("rollback"), walk => Releases(walk, 2), walk => walk.Undisturbed("--target=Rollback", $"--to={walk.Newest}"), _ => Is("--target=Rollback")),
        new("cold-rollback", On("cold-rollback") with { Retain = 3 }, walk => Releases(walk, 4), Forth, async walk => ["--target=Rollback", $"--to={await walk.Retired()}"]),
        new("prune", On("prune"), walk => Releases(walk, 2), Supersede, _ => Is("--target=Prune", "--exclusive")),
    ];

    private static EnvironmentFile On(string name) =>
        new(name) { Application = $"crash-{name}", Retain = 2, LeaseExpiry = LeaseExpiry, Watch = 1 };

    private static Journey Release(EnvironmentFile environment) => new(
        environment.Name, environment, walk => Releases(walk, 3), walk => walk.Given.ACommit("feat: the next release"), _ => Is("--target=Release"));

    private static async Task Releases(Walk walk, int count)
    {
        for (var release = 0; release < count; release++)
        {
            await walk.Given.ACommit("feat: a release");
            await walk.Undisturbed("--target=Release");
        }
    }

    // The newest is live again, the one that was warm is retired, and the one that was gone to is warm; the third is gone to next.
    private static Task Forth(Walk walk) => walk.Undisturbed("--target=Rollback", $"--to={walk.Newest}");

    // One more release than are kept: the prune of its own run is told to keep three.
    private static async Task Supersede(Walk walk)
    {
        walk.Keep(3);
        await Releases(walk, 1);
        walk.Keep(2);
    }

    private static Task<IReadOnlyList<string>> Is(params string[] command) => Task.FromResult<IReadOnlyList<string>>(command);
}
