using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;

namespace Bundt.Packages.Tests.Git;

/// <summary>What is read from a repository.</summary>
public sealed class Reading : IDisposable
{
    private readonly Repositories _given = new();

    [Fact]
    public void Should_Read_The_Tip_And_The_Branch()
    {
        var tip = _given.Context.GitLogTip(_given.Clone);
        var branch = _given.Context.GitBranchCurrent(_given.Clone);

        tip.Sha.ShouldBe(_given.First);
        tip.MessageShort.ShouldBe("feat: begin");
        tip.Author.Name.ShouldBe("Someone");
        branch.FriendlyName.ShouldBe("main");
        branch.CanonicalName.ShouldBe("refs/heads/main");
        branch.Tip.Sha.ShouldBe(tip.Sha);
        branch.Remotes.ShouldHaveSingleItem().Name.ShouldBe("origin");
    }

    [Fact]
    public void Should_Read_The_Commits_Since_A_Tag_Newest_First()
    {
        _given.Tag("v1.0.0", _given.First);
        var second = _given.Commit("more.md", "fix: more");
        var third = _given.Commit("most.md", "feat: most");

        _given.Context.GitLogTag(_given.Clone, "v1.0.0").Select(c => c.Sha).ShouldBe([third, second]);
        _given.Context.GitLog(_given.Clone, second).Select(c => c.Sha).ShouldBe([third, second]);
        _given.Context.GitLog(_given.Clone, 1).ShouldHaveSingleItem().Sha.ShouldBe(third);
        _given.Context.GitLogLookup(_given.Clone, second).Message.ShouldBe("fix: more\n");
    }

    [Fact]
    public void Should_Shorten_An_Id()
    {
        var tip = _given.Context.GitLogTip(_given.Clone);

        _given.Context.GitShortenSha(_given.Clone, tip).ShouldBe(tip.Sha[..7]);
        _given.Context.GitShortenSha(_given.Clone, tip, 12).ShouldBe(tip.Sha[..12]);
    }

    [Fact]
    public void Should_Read_Remotes()
    {
        _given.Context.GitRemotes(_given.Clone).ShouldHaveSingleItem().Url.ShouldBe(_given.Bare.FullPath);
        _given.Context.GitRemote(_given.Clone, "origin")?.PushUrl.ShouldBe(_given.Bare.FullPath);
        _given.Context.GitRemote(_given.Clone, "elsewhere").ShouldBeNull();
    }

    [Fact]
    public void Should_Notice_Changes()
    {
        _given.Context.GitHasUncommitedChanges(_given.Clone).ShouldBeFalse();
        File.WriteAllText(_given.Clone.CombineWithFilePath("readme.md").FullPath, "changed");
        _given.Context.GitHasUncommitedChanges(_given.Clone).ShouldBeTrue();
        _given.Context.GitHasUntrackedFiles(_given.Clone).ShouldBeFalse();
        File.WriteAllText(_given.Clone.CombineWithFilePath("new.md").FullPath, "new");
        _given.Context.GitHasUntrackedFiles(_given.Clone).ShouldBeTrue();
    }

    [Fact]
    public void Should_Find_The_Repository_Around_A_Directory()
    {
        var inside = _given.Clone.Combine("a/b");
        Directory.CreateDirectory(inside.FullPath);

        _given.Context.GitFindRootFromPath(inside).FullPath.ShouldBe(_given.Clone.FullPath);
        _given.Context.GitIsValidRepository(_given.Clone).ShouldBeTrue();
        _given.Context.GitIsValidRepository(_given.Bare).ShouldBeTrue();
        _given.Context.GitIsValidRepository(_given.Folder).ShouldBeFalse();
        Should.Throw<RepositoryNotFoundException>(() => _given.Context.GitFindRootFromPath(_given.Folder));
        Should.Throw<RepositoryNotFoundException>(() => _given.Context.GitIsValidRepository(_given.Folder.Combine("gone")));
        Should.Throw<DirectoryNotFoundException>(() => _given.Context.GitLogTip(new DirectoryPath("gone")));
    }

    public void Dispose() => _given.Dispose();
}
