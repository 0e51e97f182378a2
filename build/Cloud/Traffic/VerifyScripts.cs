using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>Runs the team's own checks, <c>scripts/verify/*</c>, against servers that are not live yet.</summary>
public sealed class VerifyScripts(Func<ReleaseEnvironment> environment, Home home) : IVerifyScripts
{
    /// <inheritdoc />
    public async Task<Verdict> Run(Uri address, string version, Action<string> line, CancellationToken cancellation)
    {
        var folder = Path.Combine(home.Team, "scripts", "verify");
        var scripts = Directory.Exists(folder) ? Directory.GetFiles(folder).Where(Command.IsExecutable).Order().ToList() : [];
        var verdicts = await Task.WhenAll(scripts.Select(script => Run(script, address, version, line, cancellation)));
        return verdicts.FirstOrDefault(verdict => verdict.Outcome != Outcome.Pass) ?? new(Outcome.Pass, $"{scripts.Count} scripts passed");
    }

    private async Task<Verdict> Run(string script, Uri address, string version, Action<string> line, CancellationToken cancellation)
    {
        var name = Path.GetFileName(script);
        var variables = new Dictionary<string, string>
        {
            ["BUNDT_ADDRESS"] = address.ToString().TrimEnd('/'),
            ["BUNDT_VERSION"] = version,
            ["BUNDT_ENV"] = environment().Name,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(environment().Verify.ScriptTimeout);
        var code = await Command.Run(script, [], home.Team, variables, text => line($"{name}: {text}"), limit.Token);
        cancellation.ThrowIfCancellationRequested();
        return limit.IsCancellationRequested ? new(Outcome.Inconclusive, $"{name} took longer than verify.scriptTimeout")
            : code == 0 ? new(Outcome.Pass, name)
            : new(Outcome.Fail, $"{name} ended with exit code {code}");
    }
}
