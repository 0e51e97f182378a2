using System.Text;
using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bundt.Packages.Tests.Git;

/// <summary>Cloning, fetching and checking out.</summary>
public sealed class Copying : IDisposable
{
    private readonly Repositories _given = new();

    [Fact]
    public void Should_Answer_Where_The_Clone_Keeps_Its_Objects()
    {
        var path = _given.Context.GitClone(_given.Bare.FullPath, _given.Folder.Combine("bare-too"), new GitCloneSettings { IsBare = true });

        path.FullPath.ShouldBe(_given.Folder.Combine("bare-too").FullPath);
        _given.Context.GitLogTip(path).Sha.ShouldBe(_given.First);
    }

    [Fact]
    public void Should_Not_Clone_Over_What_Is_There_Or_Into_What_Is_Not()
    {
        Should.Throw<IOException>(() => _given.Context.GitClone(_given.Bare.FullPath, _given.Clone));
        Should.Throw<DirectoryNotFoundException>(() => _given.Context.GitClone(_given.Bare.FullPath, _given.Folder.Combine("gone/clone")));
    }

    [Fact]
    public void Should_Fetch_Without_Touching_What_Is_Checked_Out()
    {
        var another = _given.AnotherClone();
        var second = _given.Commit("more.md", "fix: more");

        _given.Context.GitFetch(another);

        _given.Context.GitLogTip(another).Sha.ShouldBe(_given.First);
        _given.Context.GitLogLookup(another, second).Sha.ShouldBe(second);
        Should.Throw<NotFoundException>(() => _given.Context.GitFetch(another, "elsewhere"));
    }

    [Fact]
    public void Should_Drop_What_The_Remote_No_Longer_Has_When_Pruning()
    {
        using (var bare = new Repository(_given.Bare.FullPath))
            bare.Branches.Add("short-lived", _given.First);
        var another = _given.AnotherClone();
        using (var bare = new Repository(_given.Bare.FullPath))
            bare.Branches.Remove("short-lived");

        _given.Context.GitFetch(another, new GitFetchSettings { Prune = true });

        using var read = new Repository(another.FullPath);
        read.Branches["origin/short-lived"].ShouldBeNull();
    }

    [Fact]
    public void Should_Check_Out_A_Commit_And_Lose_Local_Changes()
    {
        _given.Commit("more.md", "fix: more");
        File.WriteAllText(_given.Clone.CombineWithFilePath("readme.md").FullPath, "changed");

        _given.Context.GitCheckout(_given.Clone, _given.First);

        _given.Context.GitLogTip(_given.Clone).Sha.ShouldBe(_given.First);
        _given.Context.GitHasUncommitedChanges(_given.Clone).ShouldBeFalse();
        File.Exists(_given.Clone.CombineWithFilePath("more.md").FullPath).ShouldBeFalse();
    }

    [Fact]
    public void Should_Check_Out_Single_Files_And_Stay_Where_It_Is()
    {
        var second = _given.Commit("readme.md", "docs: say more");
        var file = _given.Clone.CombineWithFilePath("readme.md");

        _given.Context.GitCheckout(_given.Clone, _given.First, file);

        File.ReadAllText(file.FullPath).ShouldBe("feat: begin");
        _given.Context.GitLogTip(_given.Clone).Sha.ShouldBe(second);
    }

    [Fact]
    public async Task Should_Offer_User_Name_And_Password_When_Asked()
    {
        var offered = new List<string>();
        await using var server = await RefusingServer(offered);

        Should.Throw<LibGit2SharpException>(() =>
            _given.Context.GitClone($"{server.Urls.Single()}/some.git", _given.Folder.Combine("over-http"), "someone", "token"));

        offered.ShouldContain($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("someone:token"))}");
    }

    public void Dispose() => _given.Dispose();

    /// <summary>A server that asks for credentials and then has no repository.</summary>
    private static async Task<WebApplication> RefusingServer(List<string> offered)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(call =>
        {
            var authorization = call.Request.Headers.Authorization.ToString();
            offered.Add(authorization);
            call.Response.StatusCode = authorization.Length == 0 ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound;
            call.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return Task.CompletedTask;
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
