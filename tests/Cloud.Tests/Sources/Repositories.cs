using Bundt.Cloud.Sources;
using Cake.Core;
using Cake.Core.IO;
using LibGit2Sharp;
using NSubstitute;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>A bare repository with one commit on its main branch, and the clone that releases are cut from.</summary>
public sealed class Repositories : IDisposable
{
    private static readonly Signature Someone = new("Someone", "someone@example.org", DateTimeOffset.UnixEpoch);
    private readonly Folder _folder = new();

    public Repositories()
    {
        Repository.Init(Bare, isBare: true);
        Repository.Clone(Bare, Clone);
        foreach (var path in new[] { Bare, Clone })
            In(path, repository => repository.Refs.UpdateTarget("HEAD", "refs/heads/main"));
        First = Commit("feat: begin");
        Push();
        Source = At("clone");
    }

    public string Bare => _folder.Below("bare.git");

    public string Clone => _folder.Below("clone");

    /// <summary>The commit that the remote's main branch begins with.</summary>
    public string First { get; }

    public SourceCode Source { get; }

    public string Below(string name) => _folder.Below(name);

    /// <summary>The code in another clone.</summary>
    public SourceCode At(string checkout)
    {
        var context = Substitute.For<ICakeContext>();
        context.FileSystem.Returns(new FileSystem());
        context.Environment.Returns(new CakeEnvironment(new CakePlatform(), new CakeRuntime()));
        var environment = Some.Environment with { Application = Some.Environment.Application with { Checkout = checkout } };
        return new(context, () => environment, new Home(_folder.Path, _folder.Path), Some.HeldLease());
    }

    public string Commit(string message, string clone = "clone") => In(_folder.Below(clone), repository =>
    {
        _folder.Write($"{clone}/readme.md", message);
        Commands.Stage(repository, "readme.md");
        return repository.Commit(message, Someone, Someone).Sha;
    });

    public void Push(string clone = "clone") => In(_folder.Below(clone), repository =>
    {
        repository.Network.Push(repository.Network.Remotes["origin"], "refs/heads/main");
        return 0;
    });

    public T In<T>(string path, Func<Repository, T> look)
    {
        using var repository = new Repository(path);
        return look(repository);
    }

    public void Dispose() => _folder.Dispose();
}
