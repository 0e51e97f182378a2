using Bundt.Domain.Rehearsals;
using static Bundt.Domain.Tests.Rehearsals.Rehearsals;

namespace Bundt.Domain.Tests.Rehearsals;

/// <summary>What a rehearsal finds, and what it says is the cause.</summary>
public sealed class TheFindings
{
    private static readonly RehearsedPhase Release = Phase(PhaseKind.Release, 10, 20);
    private static readonly RehearsedPhase ScaleIn = Phase(PhaseKind.ScaleIn, 10, 5, "1.5.0");

    [Fact]
    public void Should_Find_Nothing_Where_All_Was_Answered_By_Enough_Servers() => Of(
        [Phase(PhaseKind.First, 0, 9, from: null, to: "1.4.2"), Release],
        [Answered(9.5, "1.4.2"), Answered(12, "1.4.2"), Answered(13, "1.5.0"), Answered(14, "1.4.2"), Answered(30.5, "1.5.0")],
        [Seen(11, ("blue", 100, 6)), Seen(13, ("blue", 90, 6), ("green", 10, 1)), Seen(15, ("blue", 50, 3), ("green", 50, 3)), Seen(16, ("green", 100, 7))]).Findings.ShouldBeEmpty();

    [Fact]
    public void Should_Find_Draining_That_Is_Off() => Of(
        [ScaleIn],
        [new(At(9), "/slow", 200, null, null, At(2)), new(At(11), "/slow", 200, null, null, At(2.5)), Failed(12, "/slow", "gave no answer: the connection was closed within the answer")], delay: 0).Findings.ShouldBe(
        [
            "a server leaves under load: 1 of 2 requests failed, such as 1 × /slow gave no answer: the connection was closed within the answer (the first 2.0 s after the beginning). "
            + "Requests take up to 2.5 s, and a server that leaves may go on with them for 0 s: draining is off (deregistration_delay.timeout_seconds is 0 on the target groups). Set it to more than the longest request.",
        ]);

    [Theory]
    [InlineData(2, "raise deregistration_delay.timeout_seconds of the target groups above that")]
    [InlineData(30, "See whether the application goes on with what it has when it is told to end")]
    public void Should_Find_What_A_Server_That_Leaves_Has_No_Time_For(int delay, string cause) => Of(
        [ScaleIn], [new(At(11), "/slow", 200, null, null, At(8)), Failed(12, "/slow", "answered with status 504, not 200", 504)], delay: delay).Findings.ShouldHaveSingleItem().ShouldContain(cause);

    [Fact]
    public void Should_Find_Servers_That_Are_Called_Healthy_Too_Early()
    {
        var found = Of([Release], [Answered(12, "1.4.2"), Failed(14.5, "/", "answered with status 503, not 200", 503), Answered(15, "1.5.0"), Failed(16, "/", "answered with status 503, not 200", 503)]).Findings;

        found.ShouldHaveSingleItem().ShouldContain("Nobody answers so before 1.5.0 has traffic: its servers are called healthy before they can answer /, or cannot at all. Let the health check (/health) answer only when they can, and add the path to verify.requests.");
    }

    [Fact]
    public void Should_Know_From_The_Target_Groups_When_Traffic_Moved_To_New_Servers() => Of(
        [Release], [Answered(12, "1.4.2"), Failed(14.5, "/", "answered with status 503, not 200", 503), Answered(18, "1.5.0")],
        [Seen(14, ("blue", 100, 6)), Seen(14.6, ("blue", 90, 6), ("green", 10, 1))]).Findings.ShouldHaveSingleItem().ShouldContain("Nobody answers so before 1.5.0 has traffic");

    [Fact]
    public void Should_Tell_A_Cause_Once_As_Long_As_New_Servers_Have_Traffic() => Of(
        [Release, Phase(PhaseKind.Warm, 33, 3, "1.5.0", "1.4.2")],
        [Answered(12, "1.4.2"), Answered(14, "1.5.0"), Failed(14.5, "/", "answered with status 503, not 200", 503), Failed(33.2, "/", "answered with status 503, not 200", 503), Answered(34, "1.4.2")])
        .Findings.ShouldHaveSingleItem().ShouldContain("(the first 4.5 s after the beginning). So it was again: rollback to 1.4.2, warm (1 of 2). Nobody answers so before 1.5.0 has traffic");

    [Fact]
    public void Should_Not_Blame_New_Servers_For_What_Failed_Before_They_Had_Traffic() => Of(
        [Release], [Failed(12, "/", "answered with status 503, not 200", 503), Answered(15, "1.5.0")]).Findings.ShouldHaveSingleItem().ShouldEndWith("The reports and events.jsonl of the runs tell what was going on then.");

    [Theory]
    [InlineData(12, "1.3.0", true)]
    [InlineData(12, "1.4.2", false)]
    [InlineData(31, "1.4.2", true)]
    [InlineData(31, "1.5.0", false)]
    public void Rule_15_Should_Find_A_Version_That_Was_Not_To_Answer(double at, string version, bool isWrong)
    {
        var found = Of([Release], [Answered(at, version)]).Findings;

        if (isWrong)
            found.ShouldHaveSingleItem().ShouldStartWith($"release 1.5.0: 1 requests were answered as version {version}, which was not to answer then");
        else
            found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100, 5, 6)]
    [InlineData(90, 5, 6)]
    [InlineData(50, 2, 3)]
    [InlineData(10, 0, 1)]
    public void Rule_16_Should_Find_A_Target_Group_That_Has_Too_Few_Healthy_Servers(int percent, int healthy, int needed)
    {
        var found = Of([Release], samples: [Seen(11, ("blue", 100, 6)), Seen(14, ("green", percent, healthy))]).Findings;

        found.ShouldHaveSingleItem().ShouldStartWith($"release 1.5.0: green, with {percent} % of live traffic, had {healthy} healthy servers of the {needed} that it needs, 4.0 s after the beginning.");
        Of([Release], samples: [Seen(14, ("green", percent, needed))]).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Find_A_Phase_That_Failed() =>
        Of([Phase(PhaseKind.Cold, 10, 5, error: "Rollback: AWS refused.")]).Findings.ShouldBe(["rollback to 1.5.0, cold: Rollback: AWS refused."]);

    [Fact]
    public void Should_Leave_What_Faults_Cost_To_Their_Own_Judgement() => Of(
        [Phase(PhaseKind.Faults, 10, 5, "1.5.0")], [Failed(12, "/", "gave no answer: Connection refused")], [Seen(12, ("green", 100, 4))]).Findings.ShouldBeEmpty();

    [Fact]
    public void Should_Tell_How_Long_The_Public_Waited_For_A_Way_Back()
    {
        var warm = Of([Phase(PhaseKind.Warm, 10, 6, "1.5.0", "1.4.2")], [Answered(10.5, "1.5.0"), Answered(11, "1.4.2"), Answered(11.2, "1.5.0"), Answered(12, "1.4.2")]).Of(PhaseKind.Warm)!;

        warm.Moved.ShouldBe(At(1.205));
        warm.Versions.ShouldBe(["1.5.0", "1.4.2"]);
        warm.Failed.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Count_A_Request_To_The_Phase_That_It_Was_Sent_In()
    {
        var figures = Of([Release, Phase(PhaseKind.Warm, 33, 6, "1.5.0", "1.4.2")], [Answered(32.9, "1.5.0"), Answered(33, "1.5.0")]).Figures;

        figures.Select(phase => phase.Requests.Count).ShouldBe([1, 1]);
    }

    [Fact]
    public void Should_Count_A_Request_That_Failed_To_The_Phase_That_Cut_It_Off()
    {
        var cut = Failed(32, "/slow", "gave no answer: Connection reset by peer") with { Latency = At(2) };

        Of([Release, Phase(PhaseKind.ScaleIn, 33, 6, "1.5.0")], [cut]).Of(PhaseKind.ScaleIn)!.Failed.ShouldBe([cut]);
    }

    [Fact]
    public void Should_Name_All_That_The_Computer_Lacks() => RehearsalNeeds.Missing(["useradd is missing", "there is no sudo here"])!.What
        .ShouldBe("A rehearsal takes place in a local cloud on this computer, which cannot have one: useradd is missing; there is no sudo here.");

    [Fact]
    public void Should_Lack_Nothing_Otherwise() => RehearsalNeeds.Missing([]).ShouldBeNull();
}
