using Bundt.Domain;
using Bundt.Domain.Releases;
using LibGit2Sharp;

namespace Bundt.Cloud.Tests.Sources;

public static class TheSourceCode
{
    private static readonly ReleaseVersion Version = new(1, 4, 2);
    private static readonly Signature Somebody = new("Somebody", "else@example.org", DateTimeOffset.UnixEpoch);

    public abstract class Code : IDisposable
    {
        protected Repositories Git { get; } = new();

        protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

        public void Dispose()
        {
            Git.Dispose();
            GC.SuppressFinalize(this);
        }

        protected IReadOnlyList<string> TagsOf(string path) => Git.In(path, repository => repository.Tags.Select(tag => tag.FriendlyName).ToArray());
    }

    public sealed class Fetching : Code
    {
        [Fact]
        public async Task Should_Let_Others_Fetch_Into_The_Same_Clone_Meanwhile()
        {
            var second = Git.Commit("fix: a leak");
            Git.Push();
            Git.In(Git.Clone, repository => repository.Refs.UpdateTarget("refs/remotes/origin/main", Git.First));

            await Parallel.ForAsync(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancelled }, async (_, cancelled) => await Git.Source.Fetch(cancelled));

            (await Git.Source.Standing(second, Cancelled)).Release.ShouldBe(new("origin/main", 0, 0));
        }
    }

    public sealed class Tagging : Code
    {
        [Fact]
        public async Task Should_Push_An_Annotated_Tag()
        {
            await Git.Source.Tag(Version, Git.First, "v1.4.2\n\n- feat: begin\n", Cancelled);

            var (commit, message) = Git.In(Git.Bare, repository => (repository.Tags["v1.4.2"].PeeledTarget.Sha, repository.Tags["v1.4.2"].Annotation.Message));
            commit.ShouldBe(Git.First);
            message.ShouldBe("v1.4.2\n\n- feat: begin\n");
            (await Git.Source.IsPublished(Version, Cancelled)).ShouldBeTrue();
        }

        [Fact]
        public async Task Should_Leave_No_Tag_When_The_Remote_Refuses()
        {
            Git.In(Git.Bare, repository => repository.Refs.Add("refs/tags/v1.4.2/in-the-way", Git.First));

            await Should.ThrowAsync<Problem>(() => Git.Source.Tag(Version, Git.First, "v1.4.2", Cancelled));

            TagsOf(Git.Clone).ShouldBeEmpty();
        }

        [Fact]
        public async Task Should_Leave_No_Tag_When_The_Remote_Is_Gone()
        {
            Directory.Move(Git.Bare, Git.Below("elsewhere.git"));

            var problem = await Should.ThrowAsync<Problem>(() => Git.Source.Tag(Version, Git.First, "v1.4.2", Cancelled));

            problem.What.ShouldStartWith("git could not push v1.4.2 to origin");
            problem.State!.ShouldContain("Live traffic is untouched.");
            TagsOf(Git.Clone).ShouldBeEmpty();
        }

        [Fact]
        public async Task Should_Not_Move_A_Tag_Of_The_Clone()
        {
            await Git.Source.Tag(Version, Git.First, "v1.4.2", Cancelled);
            var second = Git.Commit("fix: a leak");

            await Should.ThrowAsync<Problem>(() => Git.Source.Tag(Version, second, "v1.4.2", Cancelled));

            Git.Source.Tags().ShouldBe([new(Version, Git.First, IsAnnotated: true)]);
        }

        [Fact]
        public async Task Should_Not_Take_A_Tag_Of_Somebody_Else_For_Its_Own()
        {
            var theirs = Git.In(Git.Bare, repository => repository.ApplyTag("v1.4.2", Git.First, Somebody, "theirs").Target.Sha);
            var second = Git.Commit("fix: a leak");
            Git.Push();

            await Should.ThrowAsync<Problem>(() => Git.Source.Tag(Version, second, "v1.4.2", Cancelled));

            Git.In(Git.Bare, repository => repository.Tags["v1.4.2"].Target.Sha).ShouldBe(theirs);
            TagsOf(Git.Clone).ShouldBeEmpty();
        }

        [Fact]
        public async Task Rule_03_Should_Not_Call_A_Tag_Published_That_Stands_Elsewhere_On_The_Remote()
        {
            var second = Git.Commit("fix: a leak");
            Git.Push();
            Git.In(Git.Bare, repository => repository.ApplyTag("v1.4.2", second, Somebody, "theirs").Target.Sha);
            Git.In(Git.Clone, repository => repository.ApplyTag("v1.4.2", Git.First, Somebody, "ours").Target.Sha);

            (await Git.Source.IsPublished(Version, Cancelled)).ShouldBeFalse();
            await Should.ThrowAsync<Problem>(() => Git.Source.Push(Version, Cancelled));
        }

        [Fact]
        public async Task Should_Be_Content_With_A_Tag_That_Is_There_At_The_Same_Commit()
        {
            await Git.Source.Tag(Version, Git.First, "v1.4.2", Cancelled);

            await Git.Source.Push(Version, Cancelled);

            Git.Source.Tags().ShouldBe([new(Version, Git.First, IsAnnotated: true)]);
        }
    }

    public sealed class Reading : Code
    {
        [Fact]
        public async Task Should_Know_Annotated_And_Lightweight_Tags_And_No_Others()
        {
            await Git.Source.Tag(Version, Git.First, "v1.4.2", Cancelled);
            Git.In(Git.Clone, repository =>
            {
                repository.ApplyTag("v1.4.3");
                repository.ApplyTag("1.4.4");
                return repository.ApplyTag("nightly");
            });

            Git.Source.Tags().ShouldBe([new(Version, Git.First, IsAnnotated: true), new(new(1, 4, 3), Git.First, IsAnnotated: false)]);
        }

        [Fact]
        public async Task Should_Tell_How_A_Commit_Stands_To_The_Remote_Branch()
        {
            var second = Git.Commit("fix: a leak");
            (await Git.Source.Standing(Git.First, Cancelled)).Release.ShouldBe(new("origin/main", Ahead: 0, Behind: 0));
            (await Git.Source.Standing(second, Cancelled)).Release.ShouldBe(new("origin/main", Ahead: 1, Behind: 0));

            Git.Push();
            await Git.Source.Fetch(Cancelled);

            (await Git.Source.Standing(second, Cancelled)).Release.ShouldBe(new("origin/main", Ahead: 0, Behind: 0));
            (await Git.Source.Standing(Git.First, Cancelled)).Release.ShouldBe(new("origin/main", Ahead: 0, Behind: 1));
        }

        [Fact]
        public async Task Should_Fetch_What_Others_Have_Pushed()
        {
            Repository.Clone(Git.Bare, Git.Below("theirs"), new() { BranchName = "main" });
            var theirs = Git.Commit("feat: theirs", "theirs");
            Git.Push("theirs");
            await Git.At("theirs").Tag(Version, theirs, "v1.4.2", Cancelled);

            await Git.Source.Fetch(Cancelled);

            (await Git.Source.Standing(theirs, Cancelled)).Release.Ahead.ShouldBe(0);
            (await Git.Source.Standing(Git.First, Cancelled)).Release.Behind.ShouldBe(1);
            Git.Source.Tags().ShouldBe([new(Version, theirs, IsAnnotated: true)]);
            Git.Source.Head().ShouldBe(Git.First);
        }

        [Fact]
        public async Task Should_Tell_The_Messages_Since_A_Release()
        {
            await Git.Source.Tag(Version, Git.First, "v1.4.2", Cancelled);
            Git.Commit("fix: a leak");
            var head = Git.Commit("feat: a page");

            Git.Source.Messages(head, Version).Select(message => message.Trim()).ShouldBe(["feat: a page", "fix: a leak"]);
            Git.Source.Messages(head, null).Count.ShouldBe(3);
        }

        [Fact]
        public void Should_See_Changes_That_Are_Not_Committed()
        {
            Git.Source.Uncommitted().ShouldBeEmpty();

            File.WriteAllText(Path.Combine(Git.Clone, "new.txt"), "");
            File.AppendAllText(Path.Combine(Git.Clone, "readme.md"), "more");

            Git.Source.Uncommitted().ShouldBe(["new.txt", "readme.md"], ignoreOrder: true);
        }

        [Theory]
        [InlineData("http://anna:s3cret@127.0.0.1:1/shop.git")]
        [InlineData("http://s3cret@127.0.0.1:1/shop.git")]
        public async Task Rule_30_Should_Not_Tell_What_Lets_It_In_At_The_Remote(string url)
        {
            Git.Remote(url);

            (await Should.ThrowAsync<Problem>(() => Git.Source.Fetch(Cancelled))).Message.ShouldNotContain("s3cret");
            Git.Source.Repository().Url.ShouldBe("http://127.0.0.1:1/shop.git");
        }

        [Fact]
        public async Task Should_Say_That_There_Is_No_Clone() =>
            (await Should.ThrowAsync<Problem>(() => Git.At("nowhere").Fetch(Cancelled))).Next!.ShouldContain("application.checkout");
    }
}
