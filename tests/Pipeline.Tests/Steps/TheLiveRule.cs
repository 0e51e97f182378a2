using Bundt.Cloud;
using Bundt.Domain;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheLiveRule : AtWork
{
    [Theory]
    [InlineData(70, 30)]
    [InlineData(50, 50)]
    public async Task Rule_18_Should_Not_Be_Done_While_The_Rule_Reads_Back_Otherwise(int blue, int green)
    {
        var (old, next) = (Some.Group("1.4.2", day: 2, on: Some.Blue), Some.Group("1.5.0", day: 3, on: Some.Green));
        Traffic.Read().Returns(Some.Routing with
        {
            Weights = new Dictionary<string, int> { [Some.Blue.Arn] = blue, [Some.Green.Arn] = green },
            Actions = $"{blue} blue, {green} green",
        });

        var problem = await Should.ThrowAsync<Problem>(
            new LiveRule(Traffic, new Poll(TimeProvider.System)).ReadBack(SwapPlan.Plan(Some.Fleet(old, next), next.Name), Some.Routing, 100));

        problem.What.ShouldBe($"The live rule reads back as '{blue} blue, {green} green' instead of all to web-prod-green.");
    }
}
