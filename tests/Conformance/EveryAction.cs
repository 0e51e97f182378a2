using Bundt.Conformance.Judging;
using Bundt.Conformance.Stage;

namespace Bundt.Conformance;

/// <summary>What all clients together have seen of the local cloud.</summary>
public sealed class EveryAction(Journeys journeys)
{
    [Fact]
    public async Task Should_Have_A_Client_That_Nobody_Here_Wrote()
    {
        var absent = Itinerary.All.OfType<AwsCli.CliStory>().Select(story => story.Missing).FirstOrDefault(missing => missing is not null);
        Assert.SkipWhen(absent is not null, absent ?? "");
        var seen = await journeys.All();

        seen.Untouched.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Be_Called_Only_By_Clients_That_Are_Known()
    {
        var seen = await journeys.All();

        seen.Strangers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Be_There_For_Every_Call_And_Never_Break()
    {
        var seen = await journeys.All();

        seen.Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Answer_In_The_Shapes_Of_AWS()
    {
        Assert.SkipWhen(Botocore.Python is null, Botocore.Missing);
        await journeys.All();

        var judgements = await journeys.Judged();

        judgements.SelectMany(judgement => judgement.Problems).Distinct().ShouldBeEmpty();
        judgements.Count.ShouldBe(journeys.Answers.Count());
    }
}
