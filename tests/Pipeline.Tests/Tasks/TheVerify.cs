using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

public sealed class TheVerify : AtWork
{
    private readonly ServerGroup _group = Some.Group("1.5.0", day: 3, on: Some.Green) with { Servers = [new Server("i-1", "eu-west-1a", "InService", Healthy: true)] };

    public TheVerify()
    {
        Context.Release = Context.Release.DeployedTo(_group.Name);
        Traffic.Read().Returns(Some.Routing);
        Traffic.Health(Some.Green).Returns([]);
        Groups.Fleet(Arg.Any<Routing>()).Returns(Some.Fleet(Some.Group("1.4.2", day: 2, on: Some.Blue), _group));
        Groups.Find(_group.Name).Returns(_group);
    }

    [Fact]
    public async Task Rule_31_Should_Leave_A_Group_That_Cannot_Be_Judged()
    {
        // It answers as it should, but which server that was is never said.
        var problem = await Verify(answers: "1.5.0");

        problem.State.ShouldBe("Live traffic is untouched.");
        problem.Next.ShouldNotBeNull().ShouldStartWith($"{_group.Name} stays until its deadline");
        await Groups.DidNotReceive().Delete(Arg.Any<ServerGroup>());
    }

    [Fact]
    public async Task Should_Remove_A_Group_That_Is_Wrong()
    {
        var problem = await Verify(answers: "9.9.9");

        problem.State.ShouldNotBeNull().ShouldContain($"{_group.Name} was removed");
        await Groups.Received(1).Delete(_group);
    }

    private async Task<Problem> Verify(string answers)
    {
        var view = new ReleaseView(TextWriter.Null);
        var prober = Substitute.For<IProber>();
        prober.Send(Some.Green.Preview, Arg.Any<CancellationToken>()).Returns(new Probe(200, answers, Context.Release.Commit, Server: null, null, TimeSpan.Zero));
        var outside = new Outside(prober, new Poll(TimeProvider.System), TimeProvider.System);
        var verify = new Verify(Groups, Traffic, new Inspection(outside, null!, null!, view), new Evidence(Groups, Traffic, view), view);
        return await Should.ThrowAsync<Problem>(verify.RunAsync(Context));
    }
}
