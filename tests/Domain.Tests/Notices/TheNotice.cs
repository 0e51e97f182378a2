using Bundt.Domain.Notices;
using Bundt.Domain.Runs;

namespace Bundt.Domain.Tests.Notices;

public sealed class TheNotice
{
    private static readonly LeaseHolder Run = new("shop", "prod", "anna@ci", "run-1", "Release");
    private static readonly RunRecord Past = new("run-1", "anna@ci", "Release", Some.Monday) { Release = "v1.4.2", To = "shop-prod-v1-4-2-1" };

    [Fact]
    public void Should_Tell_That_A_Run_Begins()
    {
        var notice = Notice.Started(Run, Some.Monday);

        (notice.Kind, notice.Text).ShouldBe((NoticeKind.Start, "shop in prod: Release begins (anna@ci)"));
        (notice.Release, notice.Seconds, notice.Why).ShouldBe((null, null, null));
    }

    [Fact]
    public void Should_Tell_How_It_Ended()
    {
        var notice = Ended(null);

        (notice.Kind, notice.Text).ShouldBe((NoticeKind.Success, "shop in prod: Release v1.4.2 succeeded in 192 s (anna@ci)"));
        (notice.Release, notice.ServerGroup, notice.Seconds).ShouldBe(("v1.4.2", "shop-prod-v1-4-2-1", 192));
    }

    /// <summary>What a run ended with, and what is told of it.</summary>
    public static TheoryData<Exception, NoticeKind, string> Ends => new()
    {
        { new AwaitsApproval("It is verified.", "Live is untouched.", "Go on."), NoticeKind.Gate, "shop in prod: Release v1.4.2 waits for approval. It is verified. Live is untouched. Go on." },
        { new TakenBack(new("5 % failed."), "Traffic is back.", "Look at it."), NoticeKind.Return, "shop in prod: Release v1.4.2 was taken back. 5 % failed. Traffic is back. Look at it." },
        { new Problem("The tests failed.", "There is no tag."), NoticeKind.Failure, "shop in prod: Release v1.4.2 failed. The tests failed. There is no tag." },
        { new InvalidOperationException("Oh."), NoticeKind.Failure, "shop in prod: Release v1.4.2 failed. Oh." },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Should_Tell_What_Stood_In_Its_Way_In_One_Line(Exception failure, NoticeKind kind, string told)
    {
        var notice = Ended(failure);

        (notice.Kind, notice.Text).ShouldBe((kind, told));
    }

    private static Notice Ended(Exception? failure) => Notice.Ended(Run, Past, failure, Some.Monday.AddSeconds(192));
}
