using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Servers;

public sealed class TheFittings
{
    private static readonly TargetTracking Cpu = new() { Name = "cpu", Target = 55 };
    private static readonly SimpleScaling Out = new() { Name = "out", AdjustmentType = "ChangeInCapacity", Adjustment = 1 };
    private static readonly Fittings Wanted = new([Cpu, Out], ["GroupMinSize", "GroupMaxSize"], Some.Tags(("team", "shop"), ("cost", "42")));
    private static readonly Fittings All = Wanted with { Metrics = ["all"] };
    private static readonly Fittings Nothing = new([], [], Some.Tags());

    private static readonly string[] EveryMetric =
    [
        "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupStandbyInstances",
        "GroupTerminatingInstances", "GroupTotalInstances", "GroupTotalCapacity",
    ];

    [Fact]
    public void Should_Miss_Nothing_And_Differ_In_Nothing_When_Complete()
    {
        var there = Wanted with { Policies = [Out, Cpu], Tags = Some.Tags(("team", "shop"), ("cost", "42"), (Names.App, "web")), Metrics = EveryMetric };

        Wanted.Missing(there).IsEmpty.ShouldBeTrue();
        Wanted.Differences(there).ShouldBeEmpty();
        All.Missing(there).IsEmpty.ShouldBeTrue();
        All.Differences(there).ShouldBeEmpty();
    }

    [Fact]
    public void Rule_04_Should_Miss_Exactly_What_Is_Not_There()
    {
        var missing = Wanted.Missing(new([Cpu], ["GroupMinSize"], Some.Tags(("team", "shop"))));

        missing.Policies.ShouldBe([Out]);
        missing.Metrics.ShouldBe(["GroupMaxSize"]);
        missing.Tags.ShouldBe(Some.Tags(("cost", "42")));
        All.Missing(Nothing with { Metrics = ["GroupMinSize"] }).Metrics.ShouldBe(["all"]);
    }

    [Fact]
    public void Should_Be_Complete_With_What_Was_Missing()
    {
        var there = new Fittings([Cpu], ["GroupMinSize"], Some.Tags(("team", "shop")));

        foreach (var wanted in new[] { Wanted, All })
            wanted.Differences(there.With(wanted.Missing(there))).ShouldBeEmpty();
    }

    [Fact]
    public void Should_Show_What_The_File_Says_And_What_Aws_Has()
    {
        var there = new Fittings([Cpu with { Target = 60 }, Out with { Name = "mine" }], ["GroupMinSize"], Some.Tags(("team", "other")));

        Wanted.Missing(there).Policies.ShouldBe([Out]);
        Wanted.Differences(there).ShouldBe(
        [
            $"scaling policy cpu: the environment file says {Cpu}, AWS has {Cpu with { Target = 60 }}",
            $"scaling policy out: the environment file says {Out}, AWS has nothing",
            $"scaling policy mine: the environment file says nothing, AWS has {Out with { Name = "mine" }}",
            "metric GroupMaxSize: the environment file says collected, AWS has nothing",
            "tag team: the environment file says 'shop', AWS has 'other'",
            "tag cost: the environment file says '42', AWS has nothing",
        ]);
    }

    [Fact]
    public void Should_Be_Those_Of_The_Environment_File()
    {
        var settings = new ServerSettings { Subnets = [], SecurityGroups = [], Scaling = [Cpu], Metrics = ["all"], Tags = Some.Tags(("team", "shop")) };

        (Fittings.Of(settings) with { }).ShouldBe(new(settings.Scaling, settings.Metrics, settings.Tags));
        Nothing.IsEmpty.ShouldBeTrue();
    }
}
