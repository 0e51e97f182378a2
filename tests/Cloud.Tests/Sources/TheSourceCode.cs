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
        public void Should_Let_Others_Fetch_Into_The_Same_Clone_Meanwhile()
        {
            var second = Git.Commit("fix: a leak");
            Git.Push();
            Git.In(Git.Clone, repository => repository.Refs.UpdateTarget("refs/remotes/origin/main", Git.First));

            Parallel.For(0, 40, new() { MaxDegreeOfParallelism = 8 }, _ => Git.Source.Fetch());

            Git.Source.Position(second).ShouldBe(new("origin/main", 0, 0));
        }
    }

    public sealed class Tagging : Code
    {
        [Fact]
        public void Should_Push_An_Annotated_Tag()
        {
            Git.Source.Tag(Version, Git.First, "v1.4.2\n\n- feat: begin\n");

            var (commit, message) = Git.In(Git.Bare, repository => (repository.Tags["v1.4.2"].PeeledTarget.Sha, repository.Tags["v1.4.2"].Annotation.Message));
            commit.ShouldBe(Git.First);
            message.ShouldBe("v1.4.2\n\n- feat: begin\n");
            Git.Source.IsPublished(Version).ShouldBeTrue();
        }

        [Fact]
        public void Should_Leave_No_Tag_When_The_Remote_Refuses()
        {
            Git.In(Git.Bare, repository => repository.Refs.Add("refs/tags/v1.4.2/in-the-way", Git.First));

            Should.Throw<Problem>(() => Git.Source.Tag(Version, Git.First, "v1.4.2"));

            TagsOf(Git.Clone).ShouldBeEmpty();
        }

        [Fact]
        public void Should_Leave_No_Tag_When_The_Remote_Is_Gone()
        {
            Directory.Move(Git.Bare, Git.Below("elsewhere.git"));

            var problem = Should.Throw<Problem>(() => Git.Source.Tag(Version, Git.First, "v1.4.2"));

            problem.What.ShouldStartWith("git could not push v1.4.2 to origin");
            problem.State!.ShouldContain("Live traffic is untouched.");
            TagsOf(Git.Clone).ShouldBeEmpty();
        }

        [Fact]
        public void Should_Not_Move_A_Tag_Of_The_Clone()
        {
            Git.Source.Tag(Version, Git.First, "v1.4.2");
            var second = Git.Commit("fix: a leak");

            Should.Throw<Problem>(() => Git.Source.Tag(Version, second, "v1.4.2"));

            Git.Source.Tags().ShouldBe([new(Version, Git.First, IsAnnotated: true)]);
        }

        [Fact]
        public void Should_Not_Take_A_Tag_Of_Somebody_Else_For_Its_Own()
        {
            var theirs = Git.In(Git.Bare, repository => repository.ApplyTag("v1.4.2", Git.First, Somebody, "theirs").Target.Sha);
            var second = Git.Commit("fix: a leak");
            Git.Push();

            Should.Throw<Problem>(() => Git.Source.Tag(Version, second, "v1.4.2"));

            Git.In(Git.Bare, repository => repository.Tags["v1.4.2"].Target.Sha).ShouldBe(theirs);
            TagsOf(Git.Clone).ShouldBeEmpty();
        }

        [Fact]
        public void Rule_03_Should_Not_Call_A_Tag_Published_That_Stands_Elsewhere_On_The_Remote()
        {
            var second = Git.Commit("fix: a leak");
            Git.Push();
            Git.In(Git.Bare, repository => repository.ApplyTag("v1.4.2", second, Somebody, "theirs").Target.Sha);
            Git.In(Git.Clone, repository => repository.ApplyTag("v1.4.2", Git.First, Somebody, "ours").Target.Sha);

            Git.Source.IsPublished(Version).ShouldBeFalse();
            Should.Throw<Problem>(() => Git.Source.Push(Version));
        }

        [Fact]
        public void Should_Be_Content_With_A_Tag_That_Is_There_At_The_Same_Commit()
        {
            Git.Source.Tag(Version, Git.First, "v1.4.2");

            Git.Source.Push(Version);

            Git.Source.Tags().ShouldBe([new(Version, Git.First, IsAnnotated: true)]);
        }
    }

    public sealed class Reading : Code
    {
        [Fact]
        public void Should_Know_Annotated_And_Lightweight_Tags_And_No_Others()
        {
            Git.Source.Tag(Version, Git.First, "v1.4.2");
            Git.In(Git.Clone, repository =>
            {
                repository.ApplyTag("v1.4.3");
                repository.ApplyTag("1.4.4");
                return repository.ApplyTag("nightly");
            });

            Git.Source.Tags().ShouldBe([new(Version, Git.First, IsAnnotated: true), new(new(1, 4, 3), Git.First, IsAnnotated: false)]);
        }

        [Fact]
        public void Should_Tell_How_A_Commit_Stands_To_The_Remote_Branch()
        {
            var second = Git.Commit("fix: a leak");
            Git.Source.Position(Git.First).ShouldBe(new("origin/main", Ahead: 0, Behind: 0));
            Git.Source.Position(second).ShouldBe(new("origin/main", Ahead: 1, Behind: 0));

            Git.Push();
            Git.Source.Fetch();

            Git.Source.Position(second).ShouldBe(new("origin/main", Ahead: 0, Behind: 0));
            Git.Source.Position(Git.First).ShouldBe(new("origin/main", Ahead: 0, Behind: 1));
        }

        [Fact]
        public void Should_Fetch_What_Others_Have_Pushed()
        {
            Repository.Clone(Git.Bare, Git.Below("theirs"), new() { BranchName = "main" });
            var theirs = Git.Commit("feat: theirs", "theirs");
            Git.Push("theirs");
            Git.At("theirs").Tag(Version, theirs, "v1.4.2");

            Git.Source.Fetch();

            Git.Source.Position(theirs).Ahead.ShouldBe(0);
            Git.Source.Position(Git.First).Behind.ShouldBe(1);
            Git.Source.Tags().ShouldBe([new(Version, theirs, IsAnnotated: true)]);
            Git.Source.Head().ShouldBe(Git.First);
        }

        [Fact]
        public void Should_Tell_The_Messages_Since_A_Release()
        {
            Git.Source.Tag(Version, Git.First, "v1.4.2");
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
        public void Rule_30_Should_Not_Tell_What_Lets_It_In_At_The_Remote(string url)
        {
            Git.In(Git.Clone, repository =>
            {
                repository.Network.Remotes.Update("origin", remote => remote.Url = url);
                return 0;
            });

            Should.Throw<Problem>(Git.Source.Fetch).Message.ShouldNotContain("s3cret");
            Git.Source.Repository().ShouldBe("http://127.0.0.1:1/shop.git");
        }

        [Fact]
        public void Should_Say_That_There_Is_No_Clone() =>
            Should.Throw<Problem>(() => Git.At("nowhere").Fetch()).Next!.ShouldContain("application.checkout");
    }
}
