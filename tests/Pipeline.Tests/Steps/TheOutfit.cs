using Bundt.Cloud;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheOutfit : AtWork
{
    private static readonly TargetTracking Cpu = new() { Name = "cpu", Target = 55 };
    private static readonly Fittings Nothing = new([], [], new Dictionary<string, string>());
    private readonly ServerGroup _group = Some.Group("1.5.0", day: 3, on: Some.Green) with { Min = 2, Max = 4, Desired = 2 };
    private readonly ServerSettings _settings;

    public TheOutfit()
    {
        _settings = Context.Environment.Servers with { Min = 2, Max = 4, Desired = 2, Scaling = [Cpu], Tags = new Dictionary<string, string> { ["team"] = "shop" } };
        Groups.Find(_group.Name).Returns(_group);
    }

    [Fact]
    public async Task Rule_04_Should_Write_Nothing_When_The_Group_Has_All()
    {
        Groups.Fittings(Arg.Any<ServerGroup>()).Returns(Fittings.Of(_settings));

        await Complete();

        await Groups.DidNotReceive().Fit(Arg.Any<string>(), Arg.Any<Fittings>());
    }

    [Fact]
    public async Task Rule_04_Should_Add_What_Is_Missing_And_Nothing_Twice()
    {
        Groups.Fittings(Arg.Any<ServerGroup>()).Returns(Nothing with { Policies = [Cpu] }, Fittings.Of(_settings));

        await Complete();

        await Groups.Received(1).Fit(_group.Name, Arg.Is<Fittings>(missing => missing.Policies.Count == 0 && missing.Metrics.Count == 0 && missing.Tags["team"] == "shop"));
    }

    [Fact]
    public async Task Should_Fail_With_Both_Shown_When_Aws_Has_Something_Else()
    {
        Groups.Fittings(Arg.Any<ServerGroup>()).Returns(Fittings.Of(_settings) with { Policies = [Cpu with { Target = 80 }] });
        Groups.Find(_group.Name).Returns(_group with { Min = 1 });

        var problem = await Should.ThrowAsync<Problem>(Complete());

        problem.What.ShouldContain($"the environment file says {Cpu}, AWS has {Cpu with { Target = 80 }}");
        problem.What.ShouldContain("min: 2 were ordered");
    }

    [Fact]
    public async Task Should_Fail_When_What_Was_Added_Is_Not_There()
    {
        Groups.Fittings(Arg.Any<ServerGroup>()).Returns(Nothing);

        (await Should.ThrowAsync<Problem>(Complete())).What.ShouldContain("tag team: the environment file says 'shop', AWS has nothing");

        await Groups.Received(1).Fit(_group.Name, Arg.Any<Fittings>());
    }

    [Fact]
    public async Task Should_Look_Again_While_A_Listing_Is_Old()
    {
        Groups.Find(_group.Name).Returns(null, _group);
        Groups.Fittings(Arg.Any<ServerGroup>()).Returns(Nothing, Nothing, Fittings.Of(_settings));

        await Complete();

        await Groups.Received(1).Fit(_group.Name, Arg.Any<Fittings>());
    }

    private Task Complete() =>
        new Outfit(Groups, new Poll(TimeProvider.System), new ReleaseView(TextWriter.Null)) { Patience = TimeSpan.FromSeconds(0.5) }
            .Complete(_group.Name, _settings, 2, TestContext.Current.CancellationToken);
}
