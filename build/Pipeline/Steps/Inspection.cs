using Bundt.Cloud.Traffic;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Looks at new servers through their preview: probes of every server first, then the team's own scripts.</summary>
public sealed class Inspection(Outside outside, IVerifyScripts scripts, ReleaseView view)
{
    /// <summary>Judges a group.</summary>
    /// <returns>The first verdict that is no pass, else that of the probes.</returns>
    public async Task<Verdict> Of(ReleaseContext context, ServerGroup group, TargetGroup target)
    {
        var release = context.Release;
        string[] servers = [.. group.Servers.Select(server => server.Id)];
        var probes = await outside.Look(target.Preview, context.Environment.Verify.Probes, servers, context.Cancelled);
        var verdict = Verdict.Of(probes, servers, release.Version.ToString(), release.Commit);
        if (verdict.Outcome != Outcome.Pass)
            return verdict;
        var checks = await scripts.Run(target.Preview, release.Version.ToString(), view.Quote, context.Cancelled);
        return checks.Outcome == Outcome.Pass ? verdict : checks;
    }
}
