using Bundt.Conformance.Stage;

namespace Bundt.Conformance;

/// <summary>Clients that nobody here wrote, each on its own way through the local cloud.</summary>
public sealed class EveryJourney(Journeys journeys)
{
    public static TheoryData<string> Names => [.. Itinerary.All.Select(journey => journey.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Should_Come_To_Its_End(string name)
    {
        var journey = Itinerary.All.Single(known => known.Name == name);
        Assert.SkipWhen(journey.Missing is not null, journey.Missing ?? "");

        (await journeys.Of(journey))?.ToString().ShouldBeNull();
    }
}
