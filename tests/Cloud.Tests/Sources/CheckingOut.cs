using System.Diagnostics;
using Bundt.Domain;
using LibGit2Sharp;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>The fresh checkout that tests run in. What git and the path are to it is the whole program's, so nothing else is tested meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class CheckingOut : IDisposable
{
    private readonly Repositories _git = new();

    public CheckingOut()
    {
        // git takes submodules from folders only where it is told that these are to be trusted.
        File.WriteAllText(_git.Below("user.gitconfig"), "[protocol \"file\"]\n\tallow = always\n[user]\n\tname = Someone\n\temail = someone@example.org\n");
        Environment.SetEnvironmentVariable("GIT_CONFIG_GLOBAL", _git.Below("user.gitconfig"));
    }

    private string Checkout => _git.Below("run/source");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("GIT_CONFIG_GLOBAL", null);
        _git.Dispose();
    }

    [Fact]
    public async Task Should_Have_The_Commit_And_None_Before_It()
    {
        var second = _git.Commit("fix: a leak");
        _git.Commit("feat: not this");
        File.WriteAllText(Path.Combine(_git.Clone, "new.txt"), "");

        await CheckOut(second);

        File.ReadAllText(Path.Combine(Checkout, "readme.md")).ShouldBe("fix: a leak");
        File.Exists(Path.Combine(Checkout, "new.txt")).ShouldBeFalse();
        (await Git(Checkout, "log --format=%H")).ShouldBe(second);
        (await Git(Checkout, "status --porcelain")).ShouldBeEmpty();
        (await Git(Checkout, "remote get-url origin")).ShouldBe(_git.Bare);
    }

    [Fact]
    public async Task Should_Come_From_A_Clone_That_Has_No_History_Itself()
    {
        var second = _git.Commit("fix: a leak");
        _git.Push();
        await Git(_git.Below(""), $"clone --quiet --depth=1 file://{_git.Bare} shallow");

        await _git.At("shallow").CheckOut(second, Checkout, TestContext.Current.CancellationToken);

        (await Git(Checkout, "log --format=%H")).ShouldBe(second);
    }

    [Fact]
    public async Task Should_Have_The_Submodules_Even_Those_That_Are_Named_Beside_The_Remote()
    {
        await Git(_git.Below(""), "init --quiet --bare inner.git");
        await Git(_git.Below(""), "clone --quiet inner.git inner");
        await Git(_git.Below("inner"), "commit --quiet --allow-empty -m one");
        File.WriteAllText(_git.Below("inner/shared.txt"), "shared");
        await Git(_git.Below("inner"), "add --all");
        await Git(_git.Below("inner"), "commit --quiet -m two");
        await Git(_git.Below("inner"), "push --quiet origin HEAD");
        await Git(_git.Clone, "submodule --quiet add ../inner.git library");
        await Git(_git.Clone, "commit --quiet -m submodule");

        await CheckOut(await Git(_git.Clone, "rev-parse HEAD"));

        File.ReadAllText(Path.Combine(Checkout, "library/shared.txt")).ShouldBe("shared");
        (await Git(Checkout, "status --porcelain")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Say_Which_Submodule_Cannot_Be_Had()
    {
        File.WriteAllText(Path.Combine(_git.Clone, ".gitmodules"), "[submodule \"library\"]\n\tpath = library\n\turl = https://anna:s3cret@127.0.0.1:1/library.git\n");
        await Git(_git.Clone, "add .gitmodules");
        await Git(_git.Clone, $"update-index --add --cacheinfo 160000,{_git.First},library");
        await Git(_git.Clone, "commit --quiet -m submodule");
        var commit = await Git(_git.Clone, "rev-parse HEAD");

        var problem = await Should.ThrowAsync<Problem>(CheckOut(commit));

        problem.What.ShouldStartWith($"git could not fetch the submodules of commit {commit[..10]} (git submodule, exit code 1):");
        problem.What.ShouldContain("library");
        problem.What.ShouldNotContain("s3cret");
        problem.State!.ShouldContain("Live traffic is untouched.");
    }

    [Fact]
    public async Task Should_Have_The_Files_Of_Git_Lfs()
    {
        Assert.SkipWhen(Command.Find("git-lfs") is null, "NOT TESTED: git-lfs is not installed");
        var commit = await ALargeFile();
        await Git(_git.Clone, "push --quiet origin HEAD:main");
        Directory.Delete(Path.Combine(_git.Clone, ".git/lfs"), recursive: true);

        await CheckOut(commit);

        File.ReadAllText(Path.Combine(Checkout, "video.bin")).ShouldBe("a large file");
        (await Git(Checkout, "status --porcelain")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(_git.Clone, ".git/lfs/objects"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem("the next run need not fetch it again");
    }

    [Fact]
    public async Task Should_Say_What_To_Install_For_Git_Lfs()
    {
        Assert.SkipWhen(Command.Find("git-lfs") is null, "NOT TESTED: git-lfs is not installed, and nothing else here makes a file for it");
        var commit = await ALargeFile();
        var (path, only) = (Environment.GetEnvironmentVariable("PATH"), Directory.CreateDirectory(_git.Below("bin")));
        foreach (var program in new[] { "git", "setsid" })
            File.CreateSymbolicLink(Path.Combine(only.FullName, program), Command.Find(program)!);
        Environment.SetEnvironmentVariable("PATH", only.FullName);
        try
        {
            var problem = await Should.ThrowAsync<Problem>(CheckOut(commit));

            problem.What.ShouldBe($"Commit {commit[..10]} has a file in Git LFS (video.bin), and there is no 'git-lfs' on PATH.");
            problem.Next!.ShouldContain("apt-get install git-lfs");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public async Task Rule_30_Should_Leave_No_Credential_Where_Tests_Could_Read_It()
    {
        _git.In(_git.Clone, repository =>
        {
            repository.Network.Remotes.Update("origin", remote => remote.Url = "https://anna:s3cret@127.0.0.1:1/shop.git");
            repository.Config.Set("http.https://127.0.0.1:1/.extraheader", "Authorization: s3cret");
            return 0;
        });

        await CheckOut(_git.First);

        (await Git(Checkout, "remote get-url origin")).ShouldBe("https://127.0.0.1:1/shop.git");
        Directory.GetFiles(Checkout, "*", SearchOption.AllDirectories).ShouldAllBe(file => !File.ReadAllText(file).Contains("s3cret"));
    }

    private async Task<string> ALargeFile()
    {
        await Git(_git.Clone, "lfs install --local");
        await Git(_git.Clone, "lfs track *.bin");
        File.WriteAllText(Path.Combine(_git.Clone, "video.bin"), "a large file");
        await Git(_git.Clone, "add --all");
        await Git(_git.Clone, "commit --quiet -m video");
        return await Git(_git.Clone, "rev-parse HEAD");
    }

    private Task CheckOut(string commit) => _git.Source.CheckOut(commit, Checkout, TestContext.Current.CancellationToken);

    private static async Task<string> Git(string folder, string arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output + await errors);
        return output.Trim();
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
