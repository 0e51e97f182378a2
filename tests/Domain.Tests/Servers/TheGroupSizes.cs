using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Servers;

public sealed class TheGroupSizes
{
    private static readonly ScheduledAction Morning = new() { Name = "morning", Recurrence = "0 8 * * MON-FRI", TimeZone = "Europe/Berlin", Min = 3, Desired = 6 };
    private static readonly GroupSizes Sizes = new(2, 10, 4, [Morning]);

    [Fact]
    public void Should_Read_Back_From_The_Tag_That_Holds_Them()
    {
        var tag = Sizes.ToTag();

        tag.Length.ShouldBeLessThanOrEqualTo(256);
        var read = (Some.Group("1.0.0") with { Tags = Some.Tags((Names.Sizes, tag)) }).LiveSizes.ShouldNotBeNull();
        (read.Min, read.Max, read.Desired).ShouldBe((2, 10, 4));
        read.Schedule.ShouldBe([Morning]);
    }

    [Fact]
    public void Should_Leave_Out_A_Schedule_That_Is_Too_Long_For_A_Tag()
    {
        var many = Sizes with { Schedule = [.. Enumerable.Range(1, 5).Select(number => Morning with { Name = $"morning-{number}" })] };

        GroupSizes.FromJson(many.ToTag())!.Schedule.ShouldBeEmpty();
        GroupSizes.FromJson(many.ToJson())!.Schedule.ShouldBe(many.Schedule);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2/10/4")]
    [InlineData("{}")]
    public void Should_Be_None_Where_None_Can_Be_Read(string? text) => GroupSizes.FromJson(text).ShouldBeNull();

    [Fact]
    public void Rule_04_Should_Miss_What_Is_Not_There_Or_Otherwise()
    {
        Sizes.Missing([]).ShouldBe([Morning]);
        Sizes.Missing([Morning with { Desired = 7 }]).ShouldBe([Morning]);
        Sizes.Missing([Morning, Morning with { Name = "evening" }]).ShouldBeEmpty();
    }
}
