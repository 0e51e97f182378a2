using Bundt.Cloud.Checks;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Pipeline.Steps;

/// <summary>What a release needs on this computer, and of the application's remote.</summary>
public sealed class LocalChecks(Toolbox tools, SourceCode source, ITeamScripts scripts)
{
    /// <summary>Looks at all of it.</summary>
    public async Task<IReadOnlyList<Finding>> Look(ReleaseContext context)
    {
        var looks = await Task.WhenAll(
            Looking.At("git", () => tools.Git(context.Cancelled)),
            Looking.At("Packer", () => tools.Packer(context.Settings.Run, context.Cancelled)),
            Looking.At("Docker", () => tools.Docker(context.Cancelled)),
            Looking.At("application", () => Application(context)));
        return
        [
            .. looks.SelectMany(found => found), .. Webhooks(context.Environment.Notify), .. tools.Hooks(scripts.MissingHooks()), .. tools.Scripts(), .. LaunchChecks.Of(context.Environment),
            .. context.Environment.IsLocal ? Toolbox.LocalCloud() : [],
        ];
    }

    private static IEnumerable<Finding> Webhooks(NotifySettings notify) => notify.Variables.Where(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))).Select(name =>
        Finding.Should("notices", $"{name} is not set: nobody is told there", "the URL of the webhook", $"Set {name}, from your secret store, in the shell or the job that runs Bundt."));

    // The local application is made when its cloud is started.
    private async Task<IEnumerable<Finding>> Application(ReleaseContext context)
    {
        var app = context.Environment.Application;
        if (context.Environment.IsLocal && !Directory.Exists(context.Settings.Home.Resolve(app.Checkout)))
            return [Finding.Fine("application", $"{app.Checkout} is made by the first release")];
        var tip = await source.Demand(context.Cancelled);
        var uncommitted = source.Uncommitted();
        return Finding.OrFine(
        [
            .. uncommitted.Count == 0 ? Array.Empty<Finding>() : [Finding.Must(
                "application", $"{app.Checkout} has changes that are not committed: {string.Join(", ", uncommitted.Take(3))}", "a clone in which everything is committed: a release is cut from a commit", "git commit, or git stash")],
            .. app.TokenVariable is not { } token || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(token)) ? Array.Empty<Finding>() : [Finding.Must(
                "application", $"the environment variable {token} is not set", "the token that application.tokenVariable names", $"Set {token}, from your secret store, in the shell or the job that runs Bundt.")],
        ], "application", $"{app.Remote} answers, and its {app.Branch} is at {tip[..10]}");
    }
}
