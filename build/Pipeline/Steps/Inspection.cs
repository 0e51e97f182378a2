using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Looks at new servers through their preview: probes of every server first, then the environment's requests and the team's own scripts.</summary>
public sealed class Inspection(Outside outside, IRequester requester, ITeamScripts scripts, ReleaseView view)
{
    /// <summary>Judges a group.</summary>
    /// <param name="context">The run, with the release that the group is to carry.</param>
    /// <param name="group">The group.</param>
    /// <param name="target">The target group that it is attached to.</param>
    /// <param name="live">Where the public finds the application.</param>
    /// <returns>The worst verdict of all; a wrong version is enough, and nothing else is asked then.</returns>
    public async Task<Verdict> Of(ReleaseContext context, ServerGroup group, TargetGroup target, Uri live)
    {
        var (release, settings) = (context.Release, context.Environment.Verify);
        var version = release.Version.ToString();
        string[] servers = [.. group.Servers.Select(server => server.Id)];
        var probes = await outside.Look(target.Preview, settings.Probes, servers, context.Cancelled);
        var verdict = Verdict.Of(probes, servers, version, release.Commit);
        if (verdict.Outcome != Outcome.Pass)
            return verdict;

        var facts = new ScriptFacts(target.Preview, live, version, group.Name);
        var checking = scripts.Verify(facts, view.Quote, context.Cancelled);
        var answers = await Task.WhenAll(settings.Requests.Select(request => Ask(target.Preview, request, context.Cancelled)));
        var asked = settings.Requests.Count == 0 ? "" : $", {settings.Requests.Count} requests as expected";
        return Verdict.Worst([.. answers, await checking], $"{verdict.Why}{asked}, {(await checking).Why}");
    }

    private async Task<Verdict> Ask(Uri address, VerifyRequest request, CancellationToken cancellation)
    {
        var answers = new List<Answer>();
        for (var number = 0; number < request.Times; number++)
            answers.Add(await requester.Ask(address, request, cancellation));
        return Expectation.Judge(request, answers);
    }
}
