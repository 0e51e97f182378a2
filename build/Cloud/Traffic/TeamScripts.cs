using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>Runs the team's own programs: checks of new servers, checks of live traffic, and hooks around the swap.</summary>
public sealed class TeamScripts(Func<ReleaseEnvironment> environment, Home home) : ITeamScripts
{
    /// <inheritdoc />
    public Task<Verdict> Verify(ScriptFacts facts, Action<string> line, CancellationToken cancellation) =>
        All("verify", environment().Verify.ScriptTimeout, "verify.scriptTimeout", facts, line, cancellation);

    /// <inheritdoc />
    public Task<Verdict> Watch(ScriptFacts facts, Action<string> line, CancellationToken cancellation) =>
        All("watch", environment().Swap.ScriptTimeout, "swap.scriptTimeout", facts, line, cancellation);

    /// <inheritdoc />
    public async Task<Verdict> Hook(string path, ScriptFacts facts, Action<string> line, CancellationToken cancellation)
    {
        var limit = environment().Hooks.Timeout;
        return Verdict.Of(path, await Run(home.Resolve(path), limit, facts, text => line($"{Path.GetFileName(path)}: {text}"), cancellation), "hooks.timeout");
    }

    /// <inheritdoc />
    public IReadOnlyList<string> MissingHooks() =>
        [.. environment().Hooks.BeforeSwap.Concat(environment().Hooks.AfterSwap).Where(path => !Command.IsExecutable(home.Resolve(path)))];

    private async Task<Verdict> All(string folder, TimeSpan limit, string key, ScriptFacts facts, Action<string> line, CancellationToken cancellation)
    {
        var path = Path.Combine(home.Team, "scripts", folder);
        var scripts = Directory.Exists(path) ? Directory.GetFiles(path).Where(Command.IsExecutable).Order(StringComparer.Ordinal).ToList() : [];
        var verdicts = await Task.WhenAll(scripts.Select(async script =>
        {
            var name = Path.GetFileName(script);
            return Verdict.Of(name, await Run(script, limit, facts, text => line($"{name}: {text}"), cancellation), key);
        }));
        return Verdict.Worst(verdicts, $"{scripts.Count} scripts passed");
    }

    // The exit code, or null when it took too long.
    private async Task<int?> Run(string script, TimeSpan time, ScriptFacts facts, Action<string> line, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        var code = await Command.Run(script, [], home.Team, facts.Variables(environment().Name), line, limit.Token);
        cancellation.ThrowIfCancellationRequested();
        return limit.IsCancellationRequested ? null : code;
    }
}
