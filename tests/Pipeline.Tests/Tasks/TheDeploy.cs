using Bundt.Domain;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Tasks;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

public sealed class TheDeploy : AtWork
{
    [Fact]
    public async Task Rule_22_Should_Refuse_A_Release_That_Was_Taken_Back()
    {
        var back = Some.Group("1.5.0", day: 3);
        back = back with { Tags = new Dictionary<string, string>(back.Tags) { [Names.RolledBack] = "by a watch" } };
        Groups.Fleet(Arg.Any<Routing>()).Returns(Some.Fleet(Some.Group("1.4.2", day: 2, on: Some.Blue), back));

        // It ends before anything is launched.
        var problem = await Should.ThrowAsync<Problem>(new Deploy(Groups, Traffic, null!, null!, new ReleaseView(TextWriter.Null)).RunAsync(Context));

        problem.What.ShouldBe($"v1.5.0 was live as {back.Name} and traffic was taken back from it.");
        problem.Next!.ShouldContain("--again");
    }
}
