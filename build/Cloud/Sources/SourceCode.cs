using System.Text.RegularExpressions;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Releases;
using Cake.Core;
using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;

namespace Bundt.Cloud.Sources;

/// <summary>
/// The application's code: the clone that releases are cut from, and its remote. What the clone has is read and tagged through Cake.Git; the
/// remote is spoken to by the git program, which knows every way in (decision 018).
/// </summary>
public sealed partial class SourceCode(ICakeContext context, Func<ReleaseEnvironment> environment, Home home, WriteGuard guard) : ISourceCode
{
    // Of fetching into a clone that other runs fetch into at the same time.
    private const int Attempts = 20;

    private Application App => environment().Application;

    private DirectoryPath Clone => home.Resolve(App.Checkout);

    private GitProgram Git => new(App, Clone.FullPath);

    /// <inheritdoc />
    public async Task Fetch(CancellationToken cancellation)
    {
        GitClone.Demand(context, Clone);
        string[] whole = In(repository => repository.Info.IsShallow) ? ["--unshallow"] : [];
        string[] arguments =
        [
            "fetch", "--prune", "--tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules", .. whole, App.Remote,
            $"+refs/heads/*:refs/remotes/{App.Remote}/*",
        ];
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure) = await Git.WithRemote("fetch from", GitProgram.History, cancellation, arguments);
            if (answer.IsDone)
                return;
            // A build server's own tags may move, as "latest" does, and are nothing to a release.
            var moved = answer.Lines.Select(line => Moved().Match(line)).Where(match => match.Success).Select(match => match.Groups["tag"].Value).ToArray();
            if (moved.FirstOrDefault(tag => ReleaseVersion.TryParse(tag)?.Tag == tag) is { } release)
                throw Elsewhere(release);
            if (moved.Length > 0 && !answer.Lines.Any(line => Wrong().IsMatch(line)))
                return;
            // Another run fetches into the same clone: what it got is here then.
            if (attempt == Attempts || !answer.Lines.Any(line => Locked().IsMatch(line)))
                throw failure;
        }
    }

    /// <summary>Asks the remote for the release branch, and changes nothing in the clone.</summary>
    /// <returns>What the branch is at there.</returns>
    /// <exception cref="Problem">There is no clone, the remote does not answer, or it has no such branch.</exception>
    public async Task<string> Demand(CancellationToken cancellation)
    {
        GitClone.Demand(context, Clone);
        var (answer, failure) = await Git.WithRemote("ask", GitProgram.Words, cancellation, "ls-remote", App.Remote, $"refs/heads/{App.Branch}");
        return !answer.IsDone ? throw failure
            : answer.Lines.Select(line => line.Split('\t')).FirstOrDefault(line => line.Length == 2)?[0] ?? throw NoBranch();
    }

    /// <inheritdoc />
    public string Head() => context.GitLogTip(Clone).Sha;

    /// <inheritdoc />
    public IReadOnlyList<string> Uncommitted()
    {
        if (!context.GitHasUncommitedChanges(Clone))
            return [];
        return In(repository => repository.RetrieveStatus(new StatusOptions { IncludeIgnored = false })
            .Where(file => file.State != FileStatus.Ignored).Select(file => file.FilePath).ToArray());
    }

    /// <inheritdoc />
    public IReadOnlyList<SourceTag> Tags() =>
    [
        .. context.GitTags(Clone, loadTargets: true)
            .Select(tag => (Version: ReleaseVersion.TryParse(tag.FriendlyName), Tag: tag))
            .Where(x => x.Version is not null && x.Version.Tag == x.Tag.FriendlyName)
            .Select(x => new SourceTag(x.Version!, x.Tag.PeeledTarget.Sha, x.Tag.IsAnnotated)),
    ];

    /// <inheritdoc />
    public async Task<Standing> Standing(string commit, CancellationToken cancellation)
    {
        var release = $"{App.Remote}/{App.Branch}";
        var position = In(repository => Position(repository, commit, release)) ?? throw NoBranch();
        var others = position.Ahead == 0 ? [] : await Branches(commit, cancellation);
        return In(repository => new Standing(
            App.Remote, position, [.. others.Select(branch => Position(repository, commit, branch)).OfType<BranchPosition>()], CheckedOut(repository)));
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Messages(string commit, ReleaseVersion? since)
    {
        using var repository = new Repository(Clone.FullPath);
        var filter = new CommitFilter { IncludeReachableFrom = commit, ExcludeReachableFrom = since is null ? null : repository.Tags[since.Tag] };
        return [.. repository.Commits.QueryBy(filter).Select(found => found.Message)];
    }

    /// <inheritdoc />
    public async Task CheckOut(string commit, string folder, CancellationToken cancellation)
    {
        using var repository = new Repository(Clone.FullPath);
        using var access = new CheckoutAccess(repository, App.Remote, RemoteAccess.Of(App, repository).Variables);
        await new FreshCheckout(Clone.FullPath, access).Make(commit, folder, cancellation);
    }

    /// <inheritdoc />
    public async Task Tag(ReleaseVersion version, string commit, string message, CancellationToken cancellation)
    {
        guard.Demand($"The tag {version.Tag}");
        var (name, mail) = Tagger();
        if (App.SignTags)
            await new TagSignature(Git, Clone.FullPath).Make(version, commit, message, (name, mail), cancellation);
        else
            Make(version, () => context.GitTag(Clone, version.Tag, commit, name, mail, message));
        try
        {
            await Push(version, cancellation);
        }
        catch (Exception refused) when (refused is Problem or OperationCanceledException)
        {
            In(repository =>
            {
                repository.Tags.Remove(version.Tag);
                return 0;
            });
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<bool> IsPublished(ReleaseVersion version, CancellationToken cancellation)
    {
        var name = $"refs/tags/{version.Tag}";
        var (answer, failure) = await Git.WithRemote("list the tags of", GitProgram.Words, cancellation, "ls-remote", App.Remote, name);
        if (!answer.IsDone)
            throw failure;
        var ours = In(repository => repository.Refs[name]?.TargetIdentifier);
        return answer.Lines.Any(line => line.Split('\t') is [var target, var reference] && reference == name && target == ours);
    }

    /// <inheritdoc />
    public string? Annotation(ReleaseVersion version) => In(repository => repository.Tags[version.Tag]?.Annotation?.Message);

    /// <inheritdoc />
    public async Task Push(ReleaseVersion version, CancellationToken cancellation)
    {
        guard.Demand($"The tag {version.Tag}");
        var name = $"refs/tags/{version.Tag}";
        // The tag alone, whatever the clone's configuration would push with it, and without its hooks: they are for a person's work.
        var (answer, failure) = await Git.WithRemote(
            $"push {version.Tag} to", GitProgram.Words, cancellation,
            "push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", App.Remote, $"{name}:{name}");
        if (!answer.IsDone)
            throw failure;
        if (!await IsPublished(version, cancellation))
        {
            throw new Problem(
                $"{App.Remote} did not take the tag {version.Tag}.", "Live traffic is untouched.", "Check that you may push tags there, then run again.");
        }
    }

    /// <inheritdoc />
    public CodeRepository Repository()
    {
        var access = In(repository => RemoteAccess.Of(App, repository));
        return App.Repository is not { } url ? access.AsRepository() : IsSameHost(url, access.Url) ? access.AsRepository() with { Url = url } : new(url);
    }

    private static bool IsSameHost(string one, string other) => Uri.TryCreate(one, UriKind.Absolute, out var first) && Uri.TryCreate(other, UriKind.Absolute, out var second)
        && (first.Scheme, first.Authority) == (second.Scheme, second.Authority);

    private (string Name, string Mail) Tagger() => In(repository => repository.Config.BuildSignature(DateTimeOffset.Now) is { } signature
        ? (signature.Name, signature.Email)
        : ("Bundt", $"bundt@{System.Environment.MachineName}"));

    private async Task<IReadOnlyList<string>> Branches(string commit, CancellationToken cancellation)
    {
        var all = $"refs/remotes/{App.Remote}/";
        var answer = await Git.InClone(
            $"list the branches that contain {commit}", new Dictionary<string, string>(), cancellation, "for-each-ref", $"--contains={commit}", "--format=%(refname)", all);
        return answer.IsDone
            ? [.. answer.Lines.Where(line => line.StartsWith(all, StringComparison.Ordinal) && line != $"{all}HEAD").Select(line => line["refs/remotes/".Length..])]
            : throw new Problem($"git could not list the branches that contain {commit}: {string.Join(' ', answer.Lines)}", "Nothing was changed.");
    }

    private static BranchPosition? Position(Repository repository, string commit, string name)
    {
        if (repository.Branches[name] is not { } branch)
            return null;
        var apart = repository.ObjectDatabase.CalculateHistoryDivergence(repository.Lookup<Commit>(commit)!, branch.Tip);
        return new(name, apart.AheadBy ?? 1, apart.BehindBy ?? 0);
    }

    private string? CheckedOut(Repository repository) => repository.Info.IsHeadDetached ? null
        : repository.Head.RemoteName == App.Remote ? $"{App.Remote}/{repository.Head.UpstreamBranchCanonicalName["refs/heads/".Length..]}"
        : $"{App.Remote}/{repository.Head.FriendlyName}";

    private Problem NoBranch() =>
        new($"{App.Remote} has no branch {App.Branch}.", "Nothing was changed.", "Set application.branch in the environment file to the release branch.");

    private Problem Elsewhere(string tag) => new(
        $"The tag {tag} of the clone is not the one of {App.Remote}: it stands elsewhere there, or is another one.", "No tag was made. Live traffic is untouched.",
        $"Look at both, and take the clone's away if it was never published: git tag --delete {tag}.");

    private static void Make(ReleaseVersion version, Action tag)
    {
        try
        {
            tag();
        }
        catch (LibGit2SharpException refused)
        {
            throw new Problem(
                $"git could not make the tag {version.Tag}: {refused.Message}.", "No tag was made. Live traffic is untouched.",
                $"Look at it (git show {version.Tag}), and release under a version that is not taken.", refused);
        }
    }

    private T In<T>(Func<Repository, T> look)
    {
        using var repository = new Repository(Clone.FullPath);
        return look(repository);
    }

    [GeneratedRegex(@"^ ! \[rejected\]\s+(?<tag>\S+)\s+-> .*would clobber existing tag")]
    private static partial Regex Moved();

    [GeneratedRegex("^(fatal|error): |\\[rejected\\](?!.*would clobber existing tag)")]
    private static partial Regex Wrong();

    [GeneratedRegex(@"cannot lock ref|Unable to create '.*\.lock'|unable to update local ref")]
    private static partial Regex Locked();
}
