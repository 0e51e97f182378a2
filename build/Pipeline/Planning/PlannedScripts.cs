using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Planning;

/// <summary>The team's own programs in a plan: none is run, and each passes.</summary>
internal sealed class PlannedScripts(TeamScripts real) : ITeamScripts
{
    private static readonly Verdict Passed = new(Outcome.Pass, "a plan runs no scripts");

    /// <inheritdoc />
    public Task<Verdict> Verify(ScriptFacts facts, Action<string> line, CancellationToken cancellation) => Task.FromResult(Passed);

    /// <inheritdoc />
    public Task<Verdict> Watch(ScriptFacts facts, Action<string> line, CancellationToken cancellation) => Task.FromResult(Passed);

    /// <inheritdoc />
    public Task<Verdict> Hook(string path, ScriptFacts facts, Action<string> line, CancellationToken cancellation) => Task.FromResult(Passed);

    /// <inheritdoc />
    public IReadOnlyList<string> MissingHooks() => real.MissingHooks();
}
