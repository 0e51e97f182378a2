namespace Bundt.Scenarios.Stage;

/// <summary>What holds of every policy that Policy prints: it is enough, and would not be with less.</summary>
public abstract class LeastPrivilegeOf(PolicyStory story)
{
    private static readonly string[] Makers = ["RunInstances", "CreateLaunchTemplate", "CopyImage", "CreateTags", "CreateAutoScalingGroup"];

    [Fact]
    public void Should_Be_Told_Without_A_Call() => story.CallsOfPolicy.ShouldBeEmpty();

    [Fact]
    public void Should_Be_Enough() => story.Calls.Where(call => call.Error is "UnauthorizedOperation" or "AccessDenied").ShouldBeEmpty();

    [Fact]
    public void Should_Name_Each_Action_That_Is_Called() => story.Called.Except(story.Policy.Actions).ShouldBeEmpty();

    [Fact]
    public void Should_Allow_Nothing_That_Is_Neither_Called_Nor_Explained() =>
        story.Policy.Actions.Except(story.Called).Except(story.Unseen).ShouldBe(story.OfOtherStories);

    [Fact]
    public void Should_Not_Call_Unseen_What_A_Recording_Shows() => story.Unseen.Intersect(story.Called).ShouldBeEmpty();

    [Fact]
    public async Task Should_Not_Be_Enough_Without_Any_Of_Its_Actions()
    {
        foreach (var action in story.Called)
        {
            var refused = (await story.WouldRefuse(action)).Select(call => call.Action).ToList();

            refused.ShouldNotBeEmpty(action);
            refused.ShouldAllBe(missing => missing == action);
        }
    }

    // The local cloud does not evaluate conditions: that they would hold is seen in the calls.
    [Fact]
    public void Should_Demand_Tags_That_The_Calls_Have()
    {
        foreach (var call in story.Calls.Where(call => Makers.Contains(call.Action)))
        {
            var tags = call.Parameters.Where(parameter => parameter.Key.EndsWith(".Key", StringComparison.Ordinal)).Select(parameter => parameter.Value).ToList();
            tags.ShouldContain(key => key == "bundt:app" || key == "bundt:shared-with", call.Action);
            if (call.Action is "CreateLaunchTemplate" or "CreateAutoScalingGroup")
                tags.ShouldContain("bundt:env", call.Action);
            if (call.Action == "CreateTags")
                call.Parameters.Where(parameter => parameter.Key.StartsWith("ResourceId.", StringComparison.Ordinal)).ShouldAllBe(resource => resource.Value.StartsWith("ami-") || resource.Value.StartsWith("snap-"));
            if (call.Action == "RunInstances")
                call.Parameters.Values.Intersect(["instance", "volume"]).Count().ShouldBe(2);
        }
    }
}
