using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Steps;
using LibGit2Sharp;
using NSubstitute;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What is wrong with a commit, its clone, its remote and its tests: Test and Tag.</summary>
internal static class OfTheSource
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly ReleaseVersion Version = new(1, 5, 0);
    private static readonly Signature Somebody = new("Somebody", "else@example.org", DateTimeOffset.UnixEpoch);
    private static readonly ReleaseEnvironment Prod = Bundt.Cloud.Tests.Some.Environment;
    private static readonly ReleaseEnvironment Internal = Prod with { Name = "internal", Application = Prod.Application with { PreReleases = true } };

    public static IReadOnlyList<Failure> All =>
    [
        new("a clone with changes", "Test", ground =>
        {
            var source = Substitute.For<ISourceCode>();
            source.Head().Returns(Commit);
            source.Tags().Returns([]);
            source.Uncommitted().Returns(["a", "b", "c", "d", "e", "f"]);
            source.Standing(Commit, Arg.Any<CancellationToken>()).Returns(Standing(0, 0));
            return new Pipeline.Tasks.Test(source, new Selection(source), Substitute.For<IOwnTests>(), ground.View).RunAsync(ground.Run);
        }),
        Refused("a commit that is not pushed", Standing(1, 0)),
        Refused("a commit that the branch has left behind", Standing(0, 2)),
        Refused("a commit beside the branch", Standing(1, 2)),
        Refused("a commit that was never pushed, where pre-releases are taken", Standing(1, 0), environment: Internal),
        Refused("a commit of another branch", Standing(1, 0, "origin/feature/x") with { CheckedOut = null }),
        Refused("a commit of another branch as a release", Standing(1, 0, "origin/feature/x"), "1.5.0", Internal),
        Refused("a commit of several branches", Standing(1, 0, "origin/feature/x", "origin/feature/y"), environment: Internal),
        Refused("a pre-release where none is taken", Standing(0, 0), "1.5.0-rc.1"),
        Refused("a version that is too long", Standing(0, 0), $"1.5.0-{new string('x', 120)}", Internal),
        Decided("Test", "a lightweight tag", () => Candidate.Choose(Commit, [new(Version, Commit, IsAnnotated: false)], Version)),
        Decided("Verify", "a target alone that needs those before it", () => Release.None.ServerGroup),
        OfGit("a checkout that is no clone", git => git.At("nowhere").Fetch(Ground.Cancelled)),
        OfGit("a clone without the remote", git => git.With(app => app with { Remote = "upstream" }).Fetch(Ground.Cancelled)),
        OfGit("a token that is not there", git => git.With(app => app with { TokenVariable = "SHOP_GIT_TOKEN" }).Fetch(Ground.Cancelled)),
        OfGit("a token for a remote that takes none", async git =>
        {
            using var set = new WithoutVariables(("SHOP_GIT_TOKEN", "token"));
            await git.With(app => app with { TokenVariable = "SHOP_GIT_TOKEN" }).Fetch(Ground.Cancelled);
        }),
        OfGit("a remote that does not answer", git =>
        {
            git.Remote("https://git.example.com/shop.git");
            return git.Source.Fetch(Ground.Cancelled);
        }, git => git.Script("git", "echo \"fatal: unable to access 'https://git.example.com/shop.git/': Could not resolve host: git.example.com\" >&2; exit 128\n")),
        OfGit("a remote without the release branch", git => git.With(app => app with { Branch = "release" }).Demand(Ground.Cancelled)),
        OfGit("a branch that cannot be asked for", git => git.Source.Standing(git.Commit("fix: a leak"), Ground.Cancelled), git => git.Script("git", "echo 'fatal: bad object' >&2; exit 128\n")),
        OfGit("git that waits in vain", async git =>
        {
            var app = Prod.Application with { Checkout = git.Clone };
            await new GitProgram(app, git.Clone).WithRemote("fetch from", TimeSpan.FromMilliseconds(300), Ground.Cancelled, "fetch", "origin");
        }, git => git.Script("git", "exec sleep 60\n")),
        OfGit("a tag that stands elsewhere at the remote", git =>
        {
            git.In(git.Clone, clone => clone.ApplyTag("v1.5.0", git.First, Somebody, "ours"));
            git.In(git.Bare, bare => bare.ApplyTag("v1.5.0", git.First, Somebody, "theirs"));
            return git.Source.Fetch(Ground.Cancelled);
        }),
        OfGit("a commit that cannot be checked out", git => git.Source.CheckOut(git.First, git.Below("run"), Ground.Cancelled), git => git.Script("git", "echo 'fatal: not our ref' >&2; exit 128\n")),
        new("a commit with files in Git LFS, and no git-lfs", "Test", async ground =>
        {
            var only = Directory.CreateDirectory(ground.Folder.Below("bin"));
            foreach (var program in new[] { "git", "setsid" })
                File.CreateSymbolicLink(Path.Combine(only.FullName, program), Cloud.Command.Find(program)!);
            File.WriteAllText(Path.Combine(ground.Git.Clone, ".gitattributes"), "*.bin filter=lfs\n");
            File.WriteAllText(Path.Combine(ground.Git.Clone, "video.bin"), "a pointer");
            ground.Git.In(ground.Git.Clone, clone =>
            {
                Commands.Stage(clone, "*");
                return 0;
            });
            using var path = new WithoutVariables(("PATH", only.FullName));
            await ground.Git.Source.CheckOut(ground.Git.Commit("feat: a video"), ground.Git.Below("run"), Ground.Cancelled);
        }),
        OfTests("tests that fail", "echo FAIL prices are rounded; exit 7"),
        OfTests("tests that fail, with results", "mkdir -p test-results; echo '<testsuite><testcase name=\"prices\"><failure message=\"3, not 2\"/></testcase></testsuite>' >test-results/all.xml; exit 1"),
        new("a tag that was made meanwhile", "Tag", async ground =>
        {
            await ground.Git.Source.Tag(Version, ground.Git.First, "v1.5.0", Ground.Cancelled);
            await ground.Git.Source.Tag(Version, ground.Git.Commit("fix: a leak"), "v1.5.0", Ground.Cancelled);
        }),
        new("a tag that cannot be signed", "Tag", ground =>
        {
            ground.Git.Script("sign", "echo 'No private key found for key' >&2; exit 1\n");
            foreach (var (key, value) in new[] { ("user.name", "Release"), ("user.email", "release@example.org"), ("gpg.format", "ssh"), ("user.signingkey", "key"), ("gpg.ssh.program", ground.Git.Below("sign")) })
                ground.Git.Configure(key, value);
            return ground.Git.With(app => app with { SignTags = true }).Tag(Version, ground.Git.First, "v1.5.0", Ground.Cancelled);
        }),
        new("a remote that refuses the tag", "Tag", ground =>
        {
            ground.Git.Script("bare.git/hooks/update", "echo releases are frozen >&2; exit 1\n");
            return ground.Git.Source.Tag(Version, ground.Git.First, "v1.5.0", Ground.Cancelled);
        }),
        new("a remote that takes the tag and has it not", "Tag", ground =>
        {
            ground.Git.Script("bare.git/hooks/post-receive", "git update-ref -d refs/tags/v1.5.0\n");
            return ground.Git.Source.Tag(Version, ground.Git.First, "v1.5.0", Ground.Cancelled);
        }),
    ];

    private static Standing Standing(int ahead, int behind, params string[] others) =>
        new("origin", new("origin/main", ahead, behind), [.. others.Select(branch => new BranchPosition(branch, 0, 0))], CheckedOut: null);

    private static Failure Refused(string situation, Standing standing, string? asked = null, ReleaseEnvironment? environment = null) => Decided("Test", situation, () =>
        Admission.Refusal(new(Commit, null), standing, asked is null ? null : ReleaseVersion.Parse(asked), environment ?? Prod));

    private static Failure OfGit(string situation, Func<Repositories, Task> act, Action<Repositories>? before = null) => new(situation, "Test", async ground =>
    {
        _ = ground.Git.Root;
        before?.Invoke(ground.Git);
        // A program named git there goes before git itself.
        using var path = new WithoutVariables(("PATH", $"{ground.Git.Root}:{Environment.GetEnvironmentVariable("PATH")}"));
        await act(ground.Git);
    });

    private static Failure OfTests(string situation, string test) => new(situation, "Test", ground =>
    {
        var environment = Prod with { Application = Prod.Application with { Test = test } };
        Directory.CreateDirectory(ground.Folder.Below("source"));
        return new OwnTests(() => environment, new(ground.Docker.Context, ground.Poll)).Run(
            new(ground.Folder.Below("source"), Commit, "run", ground.Folder.Below("test-results")), _ => { }, Ground.Cancelled);
    });
}
