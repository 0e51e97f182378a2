using Bundt.Domain.Environments;
using Bundt.Domain.Releases;

namespace Bundt.Domain.Tests.Releases;

public sealed class TheTestOutcome
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly Application App = new() { Name = "web", Checkout = "clone" };
    private static readonly TestTally Failing = new(121, 1, [new("Prices.rounds", "3, not 2"), new("Cart.adds", null)]);

    [Fact]
    public void Should_Be_A_Pass_By_The_Exit_Code_And_By_The_Results_Where_There_Are_Any()
    {
        Reason(0, null).ShouldBeNull();
        Reason(0, new(123, 1, [])).ShouldBeNull();
    }

    [Fact]
    public void Should_Name_The_Tests_That_Failed() => Reason(1, Failing, "bye").ShouldBe(
        """
        The tests of commit 0123456789 failed (./test.sh, exit code 1): 121 passed, 2 failed, 1 skipped.
            FAILED Prices.rounds: 3, not 2
            FAILED Cart.adds
            bye
        """);

    [Fact]
    public void Should_Name_Ten_And_Count_The_Others()
    {
        var reason = Reason(1, new(0, 0, [.. Enumerable.Range(1, 12).Select(number => new FailedTest($"test{number}", null))]))!;

        reason.ShouldEndWith("FAILED test10\n    and 2 more");
    }

    [Fact]
    public void Should_Not_Pass_When_The_Exit_Code_Is_0_And_The_Results_Tell_Of_A_Failure() => Reason(0, Failing, "bye").ShouldBe(
        """
        The tests of commit 0123456789 failed (./test.sh, exit code 0 all the same): 121 passed, 2 failed, 1 skipped.
            FAILED Prices.rounds: 3, not 2
            FAILED Cart.adds
        """);

    [Fact]
    public void Should_Tell_What_The_Tests_Said_When_The_Results_Name_None() => Reason(3, new(4, 0, []), "out of disk").ShouldBe(
        """
        The tests of commit 0123456789 failed (./test.sh, exit code 3): Their results tell of no failed test (4 passed).
            out of disk
        """);

    [Fact]
    public void Should_Say_In_Which_Image_And_How_Much_Memory_There_Was() =>
        new TestOutcome(App with { TestIn = new() { Image = "node:22", Memory = "512m" } }, 137, null, []).Reason(Commit)
            .ShouldBe("The tests of commit 0123456789 failed (./test.sh in node:22, exit code 137, killed: application.testIn.memory is 512m):");

    [Fact]
    public void Should_Sum_Up_Several_Results()
    {
        TestTally.Sum([]).ShouldBeNull();
        TestTally.Sum([Failing, new(2, 0, [])])!.ToString().ShouldBe("123 passed, 2 failed, 1 skipped");
        new TestTally(0, 0, []).ToString().ShouldBe("0 passed");
    }

    private static string? Reason(int exitCode, TestTally? tally, params string[] said) => new TestOutcome(App, exitCode, tally, said).Reason(Commit);
}
