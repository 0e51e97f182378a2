using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

public sealed class Rule_15_A_right_answer_from_the_wrong_version_fails
{
    [Fact]
    public void Should_Pass_When_Every_Server_Answered_Right() =>
        Judge(["i-1", "i-2"], Some.Answer(server: "i-1"), Some.Answer(server: "i-2")).ShouldBe(new(Outcome.Pass, "2 probes of 2 servers answered as 1.4.2"));

    [Fact]
    public void Should_Pass_Without_Server_Names_When_None_Are_Asked_For() => Judge([], Some.Answer(server: null)).Outcome.ShouldBe(Outcome.Pass);

    [Fact]
    public void Should_Fail_On_The_Wrong_Version() =>
        Judge(["i-1"], Some.Answer(), Some.Answer(version: "1.4.1")).ShouldBe(new(Outcome.Fail, "i-1 answered as version 1.4.1, not 1.4.2"));

    [Fact]
    public void Rule_07_Should_Fail_On_The_Wrong_Commit() => Judge(["i-1"], Some.Answer(commit: "abd")).ShouldBe(new(Outcome.Fail, "i-1 answered from commit abd, not abc"));

    [Fact]
    public void Should_Fail_On_An_Error() => Judge(["i-1"], Some.Answer(status: 500)).ShouldBe(new(Outcome.Fail, "i-1 answered with status 500"));

    [Fact]
    public void Should_Be_Inconclusive_Without_An_Answer() =>
        Judge(["i-1"], Some.Answer(), Some.Silence()).ShouldBe(new(Outcome.Inconclusive, "a server did not answer within 2 s"));

    [Fact]
    public void Should_Fail_On_The_Wrong_Version_Though_Others_Did_Not_Answer() =>
        Judge(["i-1"], Some.Silence(), Some.Answer(version: "1.4.1")).Outcome.ShouldBe(Outcome.Fail);

    [Fact]
    public void Should_Be_Inconclusive_When_A_Server_Was_Never_Met() =>
        Judge(["i-1", "i-2"], Some.Answer(), Some.Answer()).ShouldBe(new(Outcome.Inconclusive, "i-2 answered none of 2 probes"));

    [Fact]
    public void Should_Be_Inconclusive_Without_Probes() => Judge([]).Outcome.ShouldBe(Outcome.Inconclusive);

    [Theory]
    [InlineData(0, Outcome.Pass, "look")]
    [InlineData(1, Outcome.Fail, "look ended with exit code 1")]
    [InlineData(2, Outcome.Inconclusive, "look cannot tell (exit code 2)")]
    [InlineData(127, Outcome.Fail, "look ended with exit code 127")]
    [InlineData(null, Outcome.Inconclusive, "look took longer than verify.scriptTimeout")]
    public void Should_Judge_A_Script_By_Its_Exit_Code(int? code, Outcome outcome, string why) =>
        Verdict.Of("look", code, "verify.scriptTimeout").ShouldBe(new(outcome, why));

    [Fact]
    public void Should_Be_As_Good_As_The_Worst()
    {
        var (pass, unclear, fail) = (new Verdict(Outcome.Pass, "a"), new Verdict(Outcome.Inconclusive, "b"), new Verdict(Outcome.Fail, "c"));

        Verdict.Worst([pass, pass], "all").ShouldBe(new(Outcome.Pass, "all"));
        Verdict.Worst([pass, unclear], "all").ShouldBe(unclear);
        Verdict.Worst([unclear, fail, pass], "all").ShouldBe(fail);
    }

    private static Verdict Judge(string[] servers, params Probe[] probes) => Verdict.Of(probes, servers, "1.4.2", "abc");
}
