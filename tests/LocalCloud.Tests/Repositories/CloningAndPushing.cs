using System.Diagnostics;

namespace Bundt.LocalCloud.Tests.Repositories;

public sealed class CloningAndPushing(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Should_Give_Back_What_Was_Pushed()
    {
        await Git(cloud.Repositories, "init", "-q", "--bare", "app.git");
        var (here, there) = (Path.Combine(cloud.Folder, "here"), Path.Combine(cloud.Folder, "there"));
        await Git(cloud.Folder, "clone", "-q", new Uri(cloud.Endpoint, "/git/app.git").ToString(), here);
        var content = new byte[2_000_000];
        Random.Shared.NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(here, "file"), content, TestContext.Current.CancellationToken);
        await Git(here, "add", ".");
        await Git(here, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "One");
        await Git(here, "push", "-q", "origin", "HEAD:main", "HEAD:refs/tags/v1");

        await Git(cloud.Folder, "clone", "-q", "--branch", "v1", "--depth", "1", new Uri(cloud.Endpoint, "/git/app.git").ToString(), there);

        (await File.ReadAllBytesAsync(Path.Combine(there, "file"), TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Fact]
    public async Task Should_Know_No_Repository_That_Is_Not_There()
    {
        var answer = await cloud.Http.GetAsync(new Uri(cloud.Endpoint, "/git/none.git/info/refs?service=git-upload-pack"), TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(404);
    }

    private static async Task Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var error = await git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        git.ExitCode.ShouldBe(0, error);
    }
}
