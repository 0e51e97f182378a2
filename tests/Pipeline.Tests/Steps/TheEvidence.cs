using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheEvidence : AtWork
{
    private readonly ServerGroup _group = Some.Group("1.5.0", day: 3, on: Some.Green) with { Servers = [new Server("i-1", "eu-west-1a", "InService", Healthy: true)] };

    public TheEvidence()
    {
        Groups.Find(_group.Name).Returns(_group);
        Groups.Console("i-1").Returns("Kernel panic");
        Groups.Failures(_group.Name).Returns(["no capacity"]);
        Traffic.Health(Some.Green).Returns([new TargetHealth("i-1", "unhealthy", "Target.Timeout", null)]);
    }

    [Fact]
    public async Task Rule_31_Should_Be_Saved_Before_The_Group_Is_Removed()
    {
        string[] saved = [];
        Groups.When(groups => groups.Delete(_group)).Do(_ => saved = Directory.GetFiles(Context.Artifacts));

        var problem = await Save();

        problem.State.ShouldBe($"Live traffic is untouched. {_group.Name} was removed.");
        File.ReadAllText(saved.ShouldHaveSingleItem()).ShouldSatisfyAllConditions(
            text => text.ShouldContain("Kernel panic"), text => text.ShouldContain("no capacity"), text => text.ShouldContain("unhealthy (Target.Timeout)"));
    }

    [Fact]
    public async Task Rule_31_Should_Keep_The_Group_When_It_Is_Told_To()
    {
        BeginWith("--keep-failed");

        (await Save()).State.ShouldBe($"Live traffic is untouched. {_group.Name} was kept (--keep-failed).");

        await Groups.DidNotReceive().Delete(Arg.Any<ServerGroup>());
        await Groups.Received(1).Tag(_group.Name, Names.Failed, "It is sick.");
    }

    private Task<Problem> Save() => new Evidence(Groups, Traffic, new ReleaseView(TextWriter.Null)).SaveAndRemove(Context, _group.Name, Some.Green, new Problem("It is sick."));
}
