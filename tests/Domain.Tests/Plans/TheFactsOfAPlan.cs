using Bundt.Domain.Images;
using Bundt.Domain.Plans;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Plans;

/// <summary>A plan fits only as long as every fact that it rests on is as it was.</summary>
public sealed class TheFactsOfAPlan
{
    private static readonly ServerGroup Live = Some.Group("1.4.1", on: Some.Blue) with { LaunchTemplate = "lt-1", LaunchTemplateVersion = "1" };
    private static readonly Image Baked = new(Some.Ami, "web-v1.4.1-abc", "available", Some.Monday, ["snap-1"], Some.Tags());

    public static TheoryData<string, ServerGroup> Groups => new()
    {
        { "its minimum", Live with { Min = 1 } },
        { "its maximum", Live with { Max = 9 } },
        { "its desired size", Live with { Desired = 3 } },
        { "where it is attached", Live with { TargetGroups = [Some.Green.Arn] } },
        { "what it launches", Live with { LaunchTemplate = "lt-2" } },
        { "the version of what it launches", Live with { LaunchTemplateVersion = "2" } },
        { "what is suspended", Live with { Suspended = ["AlarmNotification"] } },
        { "a tag", Live with { Tags = Some.Tags([.. Live.Tags.Select(tag => (tag.Key, tag.Value)), (Names.RolledBack, "by hand")]) } },
        { "that it is being deleted", Live with { Deleting = true } },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void Should_Change_With_A_Server_Group(string what, ServerGroup group) => Facts.Of(group).Value.ShouldNotBe(Facts.Of(Live).Value, what);

    [Fact]
    public void Should_Not_Change_With_What_Changes_By_Itself() =>
        Facts.Of(Live with { Servers = [Some.Server("i-other", "Pending", healthy: false)] }).ShouldBe(Facts.Of(Live));

    public static TheoryData<string, Routing> Routings => new()
    {
        { "its actions", Some.Routing() with { Actions = "forward elsewhere" } },
        { "which rule it is", Some.Routing() with { Rule = "arn:rule" } },
        { "the blue target group", Some.Routing() with { Blue = Some.Blue with { Arn = "arn:other" } } },
        { "the green target group", Some.Routing() with { Green = Some.Green with { Arn = "arn:other" } } },
    };

    [Theory]
    [MemberData(nameof(Routings))]
    public void Should_Change_With_Live_Traffic(string what, Routing routing) => Facts.Of(routing).ShouldNotBe(Facts.Of(Some.Routing()), what);

    public static TheoryData<string, Image, bool> Images => new()
    {
        { "its state", Baked with { State = "failed" }, true },
        { "its name", Baked with { Name = "web-v1.4.1-def" }, true },
        { "that it is to be kept", Baked with { Tags = Some.Tags((Names.Keep, "")) }, true },
        { "that nothing uses it", Baked, false },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void Should_Change_With_An_Image(string what, Image image, bool used) => Facts.Of(image, used).Value.ShouldNotBe(Facts.Of(Baked, used: true).Value, what);

    public sealed class When_They_Drift
    {
        [Fact]
        public void Should_Name_What_Changed_Came_And_Went() => Plan(new("commit", "abc"), new("live rule", "blue"), new("image ami-1", "used"))
            .Drift(Plan(new("commit", "abc"), new("live rule", "green"), new("image ami-2", "unused"))).ShouldBe(
            [
                "live rule was blue, and is green",
                "image ami-1 was used, and is gone",
                "image ami-2 is unused, and was not there",
            ]);

        [Fact]
        public void Should_Find_Nothing_Where_Nothing_Did() => Plan(new("commit", "abc"), new("live rule", "blue"))
            .Drift(Plan(new("live rule", "blue"), new("commit", "abc"))).ShouldBeEmpty();

        private static ReleasePlan Plan(params Fact[] facts) => new()
        {
            Application = "web",
            Environment = "prod",
            Release = "v1.4.2",
            Commit = "abc",
            Facts = facts,
            Changes = [],
            Traffic = new("", ""),
            Capacity = new("", ""),
            Kept = [],
        };
    }
}
