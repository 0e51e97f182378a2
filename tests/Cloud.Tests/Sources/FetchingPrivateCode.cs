using System.Diagnostics;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;
using LibGit2Sharp;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>The code of a private repository on a temporary instance: the template's own script, with what Bundt gives it.</summary>
[Collection(nameof(Alone))]
public sealed class FetchingPrivateCode : IAsyncLifetime
{
    private const string Variable = "BUNDT_TEST_FETCH_TOKEN";

    private readonly Repositories _git = new();
    private HttpsHost _host = null!;
    private CodeRepository _repository = null!;

    private string Staging => _git.Below("staging");

    public async ValueTask InitializeAsync()
    {
        _host = await HttpsHost.Start(_git.Root);
        _git.In(_git.Clone, repository => repository.ApplyTag("v1.4.2", new Signature("a", "a@example.org", DateTimeOffset.UnixEpoch), "v1.4.2"));
        await Tool.Run(_git.Clone, "git", "push", "--quiet", "origin", "v1.4.2");
        await Tool.Run(_git.Clone, "git", "remote", "set-url", "origin", _host.Url());
        Environment.SetEnvironmentVariable(Variable, HttpsHost.ReadingToken);
        _repository = _git.With(application => application with { Checkout = "clone", TokenVariable = Variable }).Repository();
        Directory.CreateDirectory(Staging);
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        await _host.DisposeAsync();
        _git.Dispose();
    }

    [Fact]
    public async Task Rule_30_Should_Leave_Nothing_Of_The_Token_On_The_Disk()
    {
        var (code, said) = await Fetch(_repository.Token!);

        code.ShouldBe(0, said);
        said.ShouldContain($"shop v1.4.2: commit {_git.First}");
        said.ShouldNotContain(_repository.Token!);
        Found(Staging).ShouldBeEmpty();

        // The same search finds what is there.
        await File.AppendAllTextAsync(Path.Combine(Staging, "source", ".git", "config"), $"[http]\n\textraheader = {HttpsHost.ReadingToken}\n", TestContext.Current.CancellationToken);
        Found(Staging).ShouldHaveSingleItem().ShouldEndWith("/.git/config");
    }

    [Fact]
    public async Task Should_Say_That_It_Is_Not_Let_In_And_Ask_Nobody()
    {
        var (code, said) = await Fetch("wrong");
        code.ShouldNotBe(0);
        said.ShouldContain("Authentication failed");

        (code, said) = await Fetch("");
        code.ShouldNotBe(0);
        said.ShouldContain("terminal prompts disabled");
    }

    [Fact]
    public void Rule_30_Should_Take_The_Token_To_Its_Own_Host_Alone()
    {
        _repository.ShouldBe(new(_host.Url(), "x-access-token", HttpsHost.ReadingToken));
        _repository.ToString().ShouldBe(_host.Url());

        Elsewhere("https://127.0.0.1:1/git/bare.git").Token.ShouldBeNull();
        Elsewhere(_host.Url().Replace("https", "http", StringComparison.Ordinal)).Token.ShouldBeNull();
        Elsewhere(_host.Url().Replace("bare", "mirror", StringComparison.Ordinal)).Token.ShouldBe(HttpsHost.ReadingToken);

        CodeRepository Elsewhere(string url) => _git.With(application => application with { Checkout = "clone", TokenVariable = Variable, Repository = url }).Repository();
    }

    private async Task<(int Code, string Said)> Fetch(string token)
    {
        var script = Path.Combine(Root(), "packer", "web", "provision", "fetch.sh");
        var start = new ProcessStartInfo("sh", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[]
        {
            ("APP", "shop"), ("STAGING", Staging), ("REPOSITORY", _repository.Url), ("RELEASE", "v1.4.2"), ("COMMIT", _git.First),
            ("REPOSITORY_USER", _repository.User!), ("REPOSITORY_TOKEN", token), ("GIT_SSL_CAINFO", _host.Certificate), ("HOME", Staging),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }

    private static string[] Found(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(HttpsHost.ReadingToken, StringComparison.Ordinal))];

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "build.sh")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
