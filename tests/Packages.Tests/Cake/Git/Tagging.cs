using Cake.Git;
using LibGit2Sharp;

namespace Bundt.Packages.Tests.Git;

/// <summary>Making tags, pushing them and reading them back.</summary>
public sealed class Tagging : IDisposable
{
    private readonly Repositories _given = new();

    [Fact]
    public void Should_Push_An_Annotated_Tag_That_Others_Can_Fetch()
    {
        var another = _given.AnotherClone();
        _given.Commit("more.md", "fix: more");
        _given.Tag("v1.0.0", _given.First);

        _given.Context.GitPushRef(_given.Clone, "origin", "v1.0.0");
        _given.Context.GitFetchTags(another);

        var tag = _given.Context.GitTags(another, loadTargets: true).ShouldHaveSingleItem();
        tag.FriendlyName.ShouldBe("v1.0.0");
        tag.IsAnnotated.ShouldBeTrue();
        tag.PeeledTarget.Sha.ShouldBe(_given.First);
        using var bare = new Repository(_given.Bare.FullPath);
        var annotation = bare.Tags["v1.0.0"].Annotation;
        annotation.Message.ShouldStartWith("Release v1.0.0");
        annotation.Tagger.Email.ShouldBe("release@example.org");
    }

    [Fact]
    public void Should_List_Tags_By_Name()
    {
        _given.Tag("v1.1.0", _given.First);
        _given.Tag("v1.0.0", _given.First);

        _given.Context.GitTags(_given.Clone).Select(t => t.FriendlyName).ShouldBe(["v1.0.0", "v1.1.0"]);
    }

    [Fact]
    public void Should_Not_Make_A_Tag_Twice()
    {
        _given.Tag("v1.0.0", _given.First);

        Should.Throw<NameConflictException>(() => _given.Tag("v1.0.0", _given.First));
    }

    [Fact]
    public void Should_Not_Move_A_Tag_That_The_Remote_Has_On_Another_Commit()
    {
        var another = _given.AnotherClone();
        _given.Tag("v1.0.0", _given.First);
        _given.Context.GitPushRef(_given.Clone, "origin", "v1.0.0");
        _given.Context.GitTag(another, "v1.0.0", "HEAD", "Other", "other@example.org", "Another v1.0.0");

        Should.Throw<LibGit2SharpException>(() => _given.Context.GitPushRef(another, "origin", "v1.0.0"));

        using var bare = new Repository(_given.Bare.FullPath);
        bare.Tags["v1.0.0"].Annotation.Tagger.Name.ShouldBe("Release");
    }

    [Fact]
    public void Should_Say_Which_Tag_Or_Remote_There_Is_Not()
    {
        void Push(string remote, string tag) => _given.Context.GitPushRef(_given.Clone, remote, tag);

        _given.Tag("v1.0.0", _given.First);

        Should.Throw<NotFoundException>(() => Push("origin", "v9.9.9")).Message.ShouldContain("v9.9.9");
        Should.Throw<NotFoundException>(() => Push("elsewhere", "v1.0.0")).Message.ShouldContain("elsewhere");
    }

    public void Dispose() => _given.Dispose();
}
