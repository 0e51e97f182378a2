using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Releases;
using Cake.Core;
using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;

namespace Bundt.Cloud.Sources;

/// <summary>The application's code: the clone that releases are cut from, and its remote.</summary>
public sealed class SourceCode(ICakeContext context, Func<ReleaseEnvironment> environment, Home home, WriteGuard guard) : ISourceCode
{
    private Application App => environment().Application;

    private DirectoryPath Clone => home.Resolve(App.Checkout);

    /// <inheritdoc />
    public void Fetch()
    {
        if (!Directory.Exists(Clone.FullPath) || !context.GitIsValidRepository(Clone))
            throw new Problem($"{Clone} is not a git clone.", "Nothing was changed.", "Set application.checkout in the environment file to a clone of the application.");
        Translate("fetch from", () => context.GitFetch(Clone, new GitFetchSettings { Remote = App.Remote, TagFetchMode = TagFetchMode.All }));
    }

    /// <inheritdoc />
    public string Head() => context.GitLogTip(Clone).Sha;

    /// <inheritdoc />
    public IReadOnlyList<string> Uncommitted()
    {
        if (!context.GitHasUncommitedChanges(Clone))
            return [];
        using var repository = new Repository(Clone.FullPath);
        return [.. repository.RetrieveStatus(new StatusOptions { IncludeIgnored = false }).Where(file => file.State != FileStatus.Ignored).Select(file => file.FilePath)];
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
    public BranchPosition Position(string commit)
    {
        using var repository = new Repository(Clone.FullPath);
        var branch = repository.Branches[$"{App.Remote}/{App.Branch}"] ?? throw new Problem(
            $"{App.Remote} has no branch {App.Branch}.", "Nothing was changed.", "Set application.branch in the environment file to the release branch.");
        var apart = repository.ObjectDatabase.CalculateHistoryDivergence(repository.Lookup<Commit>(commit)!, branch.Tip);
        return new($"{App.Remote}/{App.Branch}", apart.AheadBy ?? 1, apart.BehindBy ?? 0);
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
        using var access = new RemoteAccess(repository, App.Remote);
        await new FreshCheckout(Clone.FullPath, access).Make(commit, folder, cancellation);
    }

    /// <inheritdoc />
    public void Tag(ReleaseVersion version, string commit, string message)
    {
        guard.Demand($"The tag {version.Tag}");
        var (name, mail) = Tagger();
        Translate($"make the tag {version.Tag} for", () => context.GitTag(Clone, version.Tag, commit, name, mail, message));
        try
        {
            Push(version);
        }
        catch (Problem)
        {
            using var repository = new Repository(Clone.FullPath);
            repository.Tags.Remove(version.Tag);
            throw;
        }
    }

    /// <inheritdoc />
    public bool IsPublished(ReleaseVersion version)
    {
        var published = false;
        Translate("list the tags of", () =>
        {
            using var repository = new Repository(Clone.FullPath);
            published = repository.Network.ListReferences(repository.Network.Remotes[App.Remote]).Any(reference =>
                reference.CanonicalName == $"refs/tags/{version.Tag}" && reference.TargetIdentifier == repository.Refs[reference.CanonicalName]?.TargetIdentifier);
        });
        return published;
    }

    /// <inheritdoc />
    public void Push(ReleaseVersion version)
    {
        guard.Demand($"The tag {version.Tag}");
        Translate($"push {version.Tag} to", () => context.GitPushRef(Clone, App.Remote, version.Tag));
        if (!IsPublished(version))
        {
            throw new Problem(
                $"{App.Remote} did not take the tag {version.Tag}.", "Live traffic is untouched.", "Check that you may push tags there, then run again.");
        }
    }

    /// <inheritdoc />
    public string Repository() => App.Repository ?? WithoutCredentials(context.GitRemote(Clone, App.Remote)!.Url);

    private (string Name, string Mail) Tagger()
    {
        using var repository = new Repository(Clone.FullPath);
        var signature = repository.Config.BuildSignature(DateTimeOffset.Now);
        return signature is null ? ("Bundt", $"bundt@{System.Environment.MachineName}") : (signature.Name, signature.Email);
    }

    // https://user:token@host/… is a common way to let a build server in; git@host:… tells no secret.
    private static string WithoutCredentials(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", UserInfo.Length: > 0 }
        ? new UriBuilder(address) { UserName = "", Password = "" }.Uri.ToString()
        : url;

    private void Translate(string what, Action call)
    {
        try
        {
            call();
        }
        catch (LibGit2SharpException refused)
        {
            throw new Problem(
                $"git could not {what} {App.Remote} ({(context.GitRemote(Clone, App.Remote)?.Url is { } url ? WithoutCredentials(url) : "no such remote")}): {refused.Message}", "No tag was made. Live traffic is untouched.",
                "Check that the remote is there and that you may use it, then run again.", refused);
        }
    }
}
