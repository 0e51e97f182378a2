using Bundt.Domain.Runs;

namespace Bundt.Domain.Tests.Runs;

public sealed class TheLease
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Lease Annas = Lease.Begin(new("web", "prod", "anna@ci-7", "run-1", "Release"), Noon, Minute);

    [Theory]
    [InlineData("run-1", 0, false, LeaseClaim.Hold)]
    [InlineData("run-1", 90, false, LeaseClaim.Hold)]
    [InlineData("run-2", 0, false, LeaseClaim.Leave)]
    [InlineData("run-2", 59, false, LeaseClaim.Leave)]
    [InlineData("run-2", 60, false, LeaseClaim.TakeOver)]
    [InlineData("run-2", 0, true, LeaseClaim.TakeOver)]
    public void Rule_01_Should_Be_Left_To_Its_Run_Until_It_Expires(string run, int seconds, bool byForce, LeaseClaim expected) =>
        Lease.ClaimOf(Annas, run, Noon.AddSeconds(seconds), byForce).ShouldBe(expected);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_Be_Taken_When_Nobody_Has_It(bool byForce) => Lease.ClaimOf(null, "run-2", Noon, byForce).ShouldBe(LeaseClaim.Take);

    [Theory]
    [InlineData(0, true)]
    [InlineData(49, true)]
    [InlineData(50, false)]
    [InlineData(60, false)]
    public void Rule_01_Should_Allow_No_Write_Some_Time_Before_It_Expires(int seconds, bool allows) => Annas.AllowsWrite(Noon.AddSeconds(seconds)).ShouldBe(allows);

    [Fact]
    public void Should_Last_Longer_With_Each_Renewal()
    {
        var renewed = Annas.Renewed(Noon.AddSeconds(20), Minute);

        renewed.ShouldBe(Annas with { Heartbeat = Noon.AddSeconds(20), Expires = Noon.AddSeconds(80) });
        renewed.AllowsWrite(Noon.AddSeconds(69)).ShouldBeTrue();
        renewed.AllowsWrite(Noon.AddSeconds(70)).ShouldBeFalse();
        Lease.ClaimOf(renewed, "run-2", Noon.AddSeconds(79), byForce: false).ShouldBe(LeaseClaim.Leave);
    }

    [Fact]
    public void Should_Be_Renewed_Well_Before_It_Allows_No_Write() => (Noon + (2 * Lease.Beat(Minute))).ShouldBeLessThan(Annas.Expires - (Minute / 6));

    [Fact]
    public void Should_Say_Who_Holds_It_Since_When_And_Until_When() =>
        Annas.ToString().ShouldBe("anna@ci-7 (Release, run run-1) since 12:00:00, until 12:01:00 UTC unless it goes on");
}
