using Bundt.Cloud.Sources;
using Bundt.Domain.Environments;
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

    /// <summary>The folder of both.</summary>
    public string Root => _folder.Path;

    /// <summary>A program for the shell in the folder of both.</summary>
    public void Script(string name, string text) => _folder.Script(name, text);

    public string Below(string name) => _folder.Below(name);

    /// <summary>The code in another clone.</summary>
    public SourceCode At(string checkout) => With(application => application with { Checkout = checkout });

    /// <summary>The code with other settings of the application.</summary>
    public SourceCode With(Func<Application, Application> settings)
    {
        var context = Substitute.For<ICakeContext>();
        context.FileSystem.Returns(new FileSystem());
        context.Environment.Returns(new CakeEnvironment(new CakePlatform(), new CakeRuntime()));
        var environment = Some.Environment with { Application = settings(Some.Environment.Application) };
        return new(context, () => environment, new Home(_folder.Path, _folder.Path), Some.HeldLease());
    }

    public string Commit(string message, string clone = "clone") => In(_folder.Below(clone), repository =>
    {
        _folder.Write($"{clone}/readme.md", message);
        Commands.Stage(repository, "readme.md");
        return repository.Commit(message, Someone, Someone).Sha;
    });

    public void Push(string clone = "clone", string branch = "main") => In(_folder.Below(clone), repository =>
    {
        repository.Network.Push(repository.Network.Remotes["origin"], $"HEAD:refs/heads/{branch}");
        return 0;
    });

    /// <summary>Writes a setting of the clone's own git configuration.</summary>
    public void Configure(string key, string value) => In(Clone, repository =>
    {
        repository.Config.Set(key, value);
        return 0;
    });

    /// <summary>Gives the clone's remote another URL.</summary>
    public void Remote(string url) => In(Clone, repository =>
    {
        repository.Network.Remotes.Update("origin", remote => remote.Url = url);
        return 0;
    });

    public T In<T>(string path, Func<Repository, T> look)
    {
        using var repository = new Repository(path);
        return look(repository);
    }

    public void Dispose() => _folder.Dispose();
}
