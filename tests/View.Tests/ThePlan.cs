using Bundt.Domain.Plans;
using Bundt.Domain.Pruning;

namespace Bundt.View.Tests;

public sealed class ThePlan
{
    private static readonly ReleasePlan Plan = new()
    {
        Application = "web",
        Environment = "prod",
        Release = "v1.4.2",
        Commit = "0123456789abcdef",
        Facts = [new("commit", "0123456789abcdef")],
        Changes =
        [
            new("Tag", ChangeKind.Create, "annotated tag v1.4.2", "the commit has no release yet", []),
            new("Deploy", ChangeKind.Create, "launch template web-prod-v1-4-2-1", "launches [it]", ["CreateLaunchTemplate"]),
            new("Deploy", ChangeKind.Create, "Auto Scaling group web-prod-v1-4-2-1", "nothing carries v1.4.2", ["CreateAutoScalingGroup", "PutScalingPolicy"]),
        ],
        Traffic = new("web-prod-v1-4-1-1 on blue", "web-prod-v1-4-2-1 on green"),
        Capacity = new("3 servers", "3 servers"),
        Rollback = "web-prod-v1-4-1-1 (v1.4.1)",
        Kept = [new("web-prod-v1-4-1-1", true, "ready for a rollback"), new("ami-1", false, "too old")],
    };

    [Fact]
    public void Should_Be_A_Tree_Of_Targets_With_What_They_Do_Why_And_By_Which_Calls()
    {
        using var output = new StringWriter();

        PlanText.Show(Plan, output);

        string[] lines = [.. output.ToString().Split('\n').Select(line => line.TrimEnd())];
        lines[0].ShouldBe("web v1.4.2 (0123456789) to prod");
        lines.ShouldContain("│   └── create annotated tag v1.4.2: the commit has no release yet");
        lines.ShouldContain("│   ├── create launch template web-prod-v1-4-2-1: launches [it] (CreateLaunchTemplate)");
        lines.ShouldContain("├── Traffic: web-prod-v1-4-1-1 on blue → web-prod-v1-4-2-1 on green");
        lines.ShouldContain("├── Write calls to AWS: 3");
        lines.ShouldContain("    └── web-prod-v1-4-1-1: ready for a rollback");
    }

    [Fact]
    public void Should_Be_Markdown_For_A_Review()
    {
        var text = PlanText.Markdown(Plan);

        text.ShouldStartWith("# web v1.4.2 (0123456789) to prod");
        text.ShouldContain("| Deploy | create Auto Scaling group web-prod-v1-4-2-1 | nothing carries v1.4.2 | CreateAutoScalingGroup, PutScalingPolicy |");
        text.ShouldContain("| ami-1 | goes | too old |");
    }

    [Fact]
    public void Should_Be_The_Same_When_It_Is_Read_Back()
    {
        var text = PlanFile.Write(Plan);

        PlanFile.Write(PlanFile.Read(text).ShouldNotBeNull()).ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no plan")]
    [InlineData("{}")]
    public void Should_Not_Be_Read_From_Something_Else(string text) => PlanFile.Read(text).ShouldBeNull();
}
