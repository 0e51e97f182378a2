using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;
using Bundt.Domain;
using Bundt.Domain.Releases;
using LibGit2Sharp;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>What a remote may hold against a release, besides its credentials.</summary>
public sealed class TheRemote : IDisposable
{
    private static readonly ReleaseVersion Version = new(1, 4, 2);
    private static readonly Signature Somebody = new("Somebody", "else@example.org", DateTimeOffset.UnixEpoch);

    private readonly Repositories _git = new();

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task Should_Get_The_Whole_History_Of_A_Shallow_Clone()
    {
        await _git.Source.Tag(Version, _git.First, "v1.4.2\n", Cancelled);
        _git.Commit("fix: a leak");
        _git.Commit("feat: a page");
        _git.Push();
        await Tool.Run(_git.Root, "git", "clone", "--quiet", "--depth=1", "--no-tags", "--branch=main", $"file://{_git.Bare}", _git.Below("shallow"));
        var source = _git.At("shallow");

        await source.Fetch(Cancelled);

        source.Tags().ShouldBe([new(Version, _git.First, IsAnnotated: true)]);
        source.Messages(source.Head(), Version).Count.ShouldBe(2);
        (await source.Standing(_git.First, Cancelled)).Release.ShouldBe(new("origin/main", Ahead: 0, Behind: 2));
    }

    [Fact]
    public async Task Should_Get_Every_Branch_Whatever_The_Clone_Was_Made_For()
    {
        _git.Commit("feat: a page");
        _git.Push(branch: "feature/x");
        await Tool.Run(_git.Root, "git", "clone", "--quiet", "--single-branch", "--branch=feature/x", _git.Bare, _git.Below("single"));
        var source = _git.At("single");

        await source.Fetch(Cancelled);

        (await source.Standing(source.Head(), Cancelled)).Release.ShouldBe(new("origin/main", Ahead: 1, Behind: 0));
    }

    [Fact]
    public async Task Should_Not_Mind_A_Tag_That_Moves_And_Is_No_Release()
    {
        var second = _git.Commit("fix: a leak");
        _git.Push();
        _git.In(_git.Clone, clone => clone.ApplyTag("latest", _git.First));
        _git.In(_git.Bare, bare => bare.ApplyTag("latest", second));
        _git.In(_git.Bare, bare => bare.ApplyTag("v1.4.2", second, Somebody, "theirs"));

        await _git.Source.Fetch(Cancelled);

        _git.Source.Tags().ShouldBe([new(Version, second, IsAnnotated: true)]);
    }

    [Fact]
    public async Task Rule_03_Should_Refuse_A_Clone_Whose_Tag_Of_A_Release_Is_Another_One()
    {
        var second = _git.Commit("fix: a leak");
        _git.Push();
        _git.In(_git.Clone, clone => clone.ApplyTag("v1.4.2", _git.First, Somebody, "ours"));
        _git.In(_git.Bare, bare => bare.ApplyTag("v1.4.2", second, Somebody, "theirs"));

        (await Should.ThrowAsync<Problem>(() => _git.Source.Fetch(Cancelled))).Message.ShouldBe(
            """
            The tag v1.4.2 of the clone is not the one of origin: it stands elsewhere there, or is another one.
              No tag was made. Live traffic is untouched.
              Look at both, and take the clone's away if it was never published: git tag --delete v1.4.2.
            """);
        _git.Source.Tags().ShouldBe([new(Version, _git.First, IsAnnotated: true)]);
    }

    [Fact]
    public async Task Should_Know_In_Which_Other_Branches_A_Commit_Is()
    {
        var feature = _git.Commit("feat: a page");
        _git.Push(branch: "feature/x");
        _git.Commit("feat: more of it");
        _git.Push(branch: "feature/y");
        await _git.Source.Fetch(Cancelled);

        var standing = await _git.Source.Standing(feature, Cancelled);

        standing.Release.ShouldBe(new("origin/main", Ahead: 1, Behind: 0));
        standing.Others.ShouldBe([new("origin/feature/x", 0, 0), new("origin/feature/y", Ahead: 0, Behind: 1)]);
        standing.CheckedOut.ShouldBe("origin/main");
        standing.NameOf(standing.Branch!).ShouldBe("feature/x");
    }

    [Fact]
    public async Task Rule_03_Should_Not_Count_A_Branch_That_The_Remote_Has_No_More()
    {
        var feature = _git.Commit("feat: a page");
        _git.Push(branch: "feature");
        await _git.Source.Fetch(Cancelled);
        // One that takes its place in the files, too.
        _git.In(_git.Bare, bare =>
        {
            bare.Refs.Remove("refs/heads/feature");
            return bare.Refs.Add("refs/heads/feature/x", _git.First);
        });

        await _git.Source.Fetch(Cancelled);

        (await _git.Source.Standing(feature, Cancelled)).Others.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Know_The_Branch_That_Is_Checked_Out()
    {
        _git.Commit("feat: a page");
        _git.Push(branch: "feature/x");
        await Tool.Run(_git.Root, "git", "clone", "--quiet", "--branch=feature/x", _git.Bare, _git.Below("theirs"));
        await Tool.Run(_git.Below("theirs"), "git", "branch", "--quiet", "--move", "mine");
        var source = _git.At("theirs");

        (await source.Standing(source.Head(), Cancelled)).CheckedOut.ShouldBe("origin/feature/x");

        await Tool.Run(_git.Below("theirs"), "git", "checkout", "--quiet", "--detach");
        (await source.Standing(source.Head(), Cancelled)).CheckedOut.ShouldBeNull();
    }

    [Fact]
    public async Task Should_Push_The_Tag_And_Nothing_Else_And_Run_No_Hook_Of_The_Clone()
    {
        _git.In(_git.Clone, clone => clone.ApplyTag("v0.0.1", _git.First, Somebody, "kept to oneself"));
        _git.Configure("push.followTags", "true");
        _git.Script("clone/.git/hooks/pre-push", "exit 1\n");
        _git.Commit("feat: kept to oneself");

        await _git.Source.Tag(Version, _git.First, "v1.4.2\n", Cancelled);

        _git.In(_git.Bare, bare => bare.Tags.Select(tag => tag.FriendlyName).ToArray()).ShouldBe(["v1.4.2"]);
        _git.In(_git.Bare, bare => bare.Branches["main"].Tip.Sha).ShouldBe(_git.First);
    }

    [Fact]
    public async Task Rule_13_Should_Not_Wait_Longer_For_Git_Than_Its_Deadline()
    {
        _git.Script("waits.sh", "exec sleep 600\n");
        _git.Remote("ssh://nobody@127.0.0.1/nowhere.git");
        _git.Configure("core.sshCommand", _git.Below("waits.sh"));
        var git = new GitProgram(Some.Environment.Application, _git.Clone);

        (await Should.ThrowAsync<Problem>(() => git.WithRemote("fetch from", TimeSpan.FromMilliseconds(300), Cancelled, "fetch", "origin"))).Message.ShouldStartWith(
            """
            git did not fetch from origin (ssh://nobody@127.0.0.1/nowhere.git) within 0.005 min.
              Live traffic is untouched. A tag that was taken all the same is found by the next run.
              Check what git waits for: the network, or an agent that asks somebody. Then run again.
            """);
    }

    [Fact]
    public async Task Should_End_Git_When_The_Run_Is_Stopped()
    {
        _git.Script("waits.sh", $"echo begun > {_git.Below("begun")}; exec sleep 600\n");
        _git.Remote("ssh://nobody@127.0.0.1/nowhere.git");
        _git.Configure("core.sshCommand", _git.Below("waits.sh"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var fetching = _git.Source.Fetch(stop.Token);
        SpinWait.SpinUntil(() => File.Exists(_git.Below("begun")), TimeSpan.FromSeconds(30)).ShouldBeTrue();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(fetching);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rule_30_Should_Not_Show_Credentials_In_The_List_Of_Processes(bool inUrl)
    {
        const string variable = "BUNDT_TEST_GIT_TOKEN_SEEN";
        await using var host = await HttpsHost.Start(_git.Root);
        _git.Configure("http.sslCAInfo", host.Certificate);
        _git.Remote(host.Url(inUrl ? $"anna:{HttpsHost.Token}@" : ""));
        _git.Script("bare.git/hooks/pre-receive", $"cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' > {_git.Below("processes")}\n");
        Environment.SetEnvironmentVariable(variable, HttpsHost.Token);

        await _git.With(app => app with { TokenVariable = inUrl ? null : variable }).Tag(Version, _git.First, "v1.4.2\n", Cancelled);

        var processes = await File.ReadAllTextAsync(_git.Below("processes"), Cancelled);
        processes.ShouldContain($"remote-https origin https://127.0.0.1:{host.Port}/git/bare.git");
        processes.ShouldNotContain(HttpsHost.Token);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
