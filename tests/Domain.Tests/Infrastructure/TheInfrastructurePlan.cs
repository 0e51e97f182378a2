using Bundt.Domain.Infrastructure;

namespace Bundt.Domain.Tests.Infrastructure;

public sealed class TheInfrastructurePlan
{
    [Theory]
    [InlineData("aws_lb", ResourceAction.Replace, true)]
    [InlineData("aws_lb_listener", ResourceAction.Delete, true)]
    [InlineData("aws_lb_target_group", ResourceAction.Replace, true)]
    [InlineData("aws_subnet", ResourceAction.Delete, true)]
    [InlineData("aws_lb", ResourceAction.Update, false)]
    [InlineData("aws_lb", ResourceAction.Create, false)]
    [InlineData("aws_iam_role", ResourceAction.Replace, false)]
    [InlineData("aws_cloudwatch_metric_alarm", ResourceAction.Delete, false)]
    public void Should_Cut_Traffic_Where_What_Requests_Pass_Goes(string type, ResourceAction action, bool cuts) =>
        (new InfrastructurePlan([Change(type, action)], [], false).Cuts.Count > 0).ShouldBe(cuts);

    [Fact]
    public void Should_Be_Summed_Up_By_What_Is_Done() => new InfrastructurePlan(
        [Change("aws_vpc", ResourceAction.Create), Change("aws_lb", ResourceAction.Replace), Change("aws_subnet", ResourceAction.Create), Change("aws_iam_role", ResourceAction.Delete)], [], false)
        .Summary.ShouldBe("2 to create, 1 to replace, 1 to delete");

    [Theory]
    [InlineData(false, "no changes", true)]
    [InlineData(true, "no resource changes, only outputs", false)]
    public void Should_Tell_Nothing_From_Only_Outputs(bool outputs, string summary, bool isEmpty)
    {
        InfrastructurePlan plan = new([], ["environment_file"], outputs);

        (plan.Summary, plan.IsEmpty).ShouldBe((summary, isEmpty));
    }

    [Fact]
    public void Should_Say_What_Takes_Another_Resource() =>
        $"{Change("aws_lb", ResourceAction.Replace) with { Because = ["name", "subnets"] }}".ShouldBe("replace module.prod.aws_lb.this (another name, subnets)");

    private static ResourceChange Change(string type, ResourceAction action) => new($"module.prod.{type}.this", type, action, null, []);
}
