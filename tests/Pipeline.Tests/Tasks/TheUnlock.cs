using Bundt.Domain.Runs;
using Bundt.Pipeline.Tasks;
using Bundt.View;

namespace Bundt.Pipeline.Tests.Tasks;

public sealed class TheUnlock : AtWork
{
    private readonly StringWriter _said = new();

    [Fact]
    public async Task Should_Do_Nothing_When_Nobody_Holds_The_Lease()
    {
        await Unlock();

        _said.ToString().ShouldContain("nothing to do: nobody holds the lease of shop in prod");
        Context.Lease.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_Take_The_Lease_From_Its_Run()
    {
        Lease.Others = Domain.Runs.Lease.Begin(new("shop", "prod", "ben@laptop", "run-7", "Release"), DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));

        await Unlock();

        _said.ToString().ShouldContain("the lease of ben@laptop (Release, run run-7) is ended");
        Context.Lease.TakenFrom.ShouldBe(Lease.Others);
    }

    private FreeLease Lease => (FreeLease)Context.Lease;

    private Task Unlock() => new Unlock(new ReleaseView(_said)).RunAsync(Context);
}
