using Cake.Core;
using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;
using NSubstitute;

namespace Bundt.Packages.Tests.Git;

/// <summary>A bare repository with one commit on its main branch, and a clone of it, in a temporary folder.</summary>
public sealed class Repositories : IDisposable
{
    private static readonly Signature Someone = new("Someone", "someone@example.org", DateTimeOffset.UnixEpoch);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bundt-git-");

    public Repositories()
    {
        Context = Substitute.For<ICakeContext>();
        Context.FileSystem.Returns(new FileSystem());
        Context.Environment.Returns(new CakeEnvironment(new CakePlatform(), new CakeRuntime()));

        Repository.Init(Bare.FullPath, isBare: true);
        Context.GitClone(Bare.FullPath, Clone);
        foreach (var path in new[] { Bare, Clone })
        {
            using var repository = new Repository(path.FullPath);
            repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
        }

        First = Commit("readme.md", "feat: begin");
    }

    public ICakeContext Context { get; }

    public DirectoryPath Folder => _folder.FullName;

    public DirectoryPath Bare => Folder.Combine("bare.git");

    public DirectoryPath Clone => Folder.Combine("clone");

    /// <summary>The id of the first commit.</summary>
    public string First { get; }

    /// <summary>Writes a file, commits it in the clone and pushes the branch.</summary>
    public string Commit(string file, string message)
    {
        File.WriteAllText(Clone.CombineWithFilePath(file).FullPath, message);
        using var repository = new Repository(Clone.FullPath);
        Commands.Stage(repository, file);
        var commit = repository.Commit(message, Someone, Someone);
        repository.Network.Push(repository.Network.Remotes["origin"], "refs/heads/main");
        return commit.Sha;
    }

    /// <summary>Makes the annotated tag that a release makes.</summary>
    public void Tag(string name, string commit)
        => Context.GitTag(Clone, name, commit, "Release", "release@example.org", $"Release {name}");

    /// <summary>Makes another clone, beside the first.</summary>
    public DirectoryPath AnotherClone()
    {
        Context.GitClone(Bare.FullPath, Folder.Combine("another"), new GitCloneSettings { BranchName = "main" });
        return Folder.Combine("another");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
