using System.Xml.Linq;
using Bundt.LocalCloud.AutoScaling;

namespace Bundt.LocalCloud.Tests.AutoScaling;

public sealed class Policies
{
    private readonly AutoScalingWorld _world = new();

    [Theory]
    [InlineData("ChangeInCapacity", 5, null, 3, 8)]
    [InlineData("ChangeInCapacity", -2, null, 3, 1)]
    [InlineData("ExactCapacity", 5, null, 3, 5)]
    [InlineData("PercentChangeInCapacity", 10, null, 10, 11)]
    [InlineData("PercentChangeInCapacity", 30, null, 11, 14)]
    [InlineData("PercentChangeInCapacity", -10, null, 14, 13)]
    [InlineData("PercentChangeInCapacity", -30, null, 13, 10)]
    [InlineData("PercentChangeInCapacity", 10, null, 4, 5)]
    [InlineData("PercentChangeInCapacity", -10, null, 4, 3)]
    [InlineData("PercentChangeInCapacity", 25, 2, 4, 6)]
    [InlineData("PercentChangeInCapacity", 0, 2, 4, 4)]
    public void Should_Count_As_The_User_Guide_Does(string type, int adjustment, int? least, int before, int after) =>
        new CapacityChange(type, least).Apply(before, adjustment).ShouldBe(after);

    [Theory]
    [InlineData(50, 2)]
    [InlineData(59.9, 2)]
    [InlineData(60, 3)]
    [InlineData(69, 3)]
    [InlineData(70, 7)]
    [InlineData(5000, 7)]
    public void Should_Take_The_Step_That_The_Metric_Is_In(double metric, int desired)
    {
        _world.Running(2);
        Put("out", "PolicyType=StepScaling", "AdjustmentType=ChangeInCapacity",
            "StepAdjustments.member.1.MetricIntervalLowerBound=0", "StepAdjustments.member.1.MetricIntervalUpperBound=10", "StepAdjustments.member.1.ScalingAdjustment=0",
            "StepAdjustments.member.2.MetricIntervalLowerBound=10", "StepAdjustments.member.2.MetricIntervalUpperBound=20", "StepAdjustments.member.2.ScalingAdjustment=1",
            "StepAdjustments.member.3.MetricIntervalLowerBound=20", "StepAdjustments.member.3.ScalingAdjustment=5");

        Execute("out", $"MetricValue={metric}", "BreachThreshold=50");

        _world.Group().DesiredCapacity.ShouldBe(desired);
    }

    [Theory]
    [InlineData(50, 10)]
    [InlineData(40.1, 10)]
    [InlineData(40, 9)]
    [InlineData(30, 7)]
    public void Should_Count_The_Upper_End_Of_A_Range_Below_The_Threshold(double metric, int desired)
    {
        _world.Create(10);
        Put("in", "PolicyType=StepScaling", "AdjustmentType=PercentChangeInCapacity",
            "StepAdjustments.member.1.MetricIntervalLowerBound=-10", "StepAdjustments.member.1.MetricIntervalUpperBound=0", "StepAdjustments.member.1.ScalingAdjustment=0",
            "StepAdjustments.member.2.MetricIntervalLowerBound=-20", "StepAdjustments.member.2.MetricIntervalUpperBound=-10", "StepAdjustments.member.2.ScalingAdjustment=-10",
            "StepAdjustments.member.3.MetricIntervalUpperBound=-20", "StepAdjustments.member.3.ScalingAdjustment=-30");

        Execute("in", $"MetricValue={metric}", "BreachThreshold=50");

        _world.Group().DesiredCapacity.ShouldBe(desired);
    }

    [Fact]
    public void Should_Execute_A_Simple_Policy_Within_The_Sizes_And_Say_Why()
    {
        _world.Running(9);
        Put("more", "AdjustmentType=ChangeInCapacity", "ScalingAdjustment=4");
        Execute("more");
        _world.Settle();

        _world.Group().Instances.Count.ShouldBe(10, "there may be no more");
        _world.Group().Activities[0].Cause.ShouldStartWith("At 2026-01-05T12:00:00Z a user request executed policy more changing the desired capacity from 9 to 10.");
    }

    [Fact]
    public void Should_Wait_For_The_Cooldown_Only_When_Told_To()
    {
        _world.Running(1);
        Put("own", "AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1", "Cooldown=60");
        Put("usual", "AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1");
        var activity = _world.Group().Activities[0].Id;

        var error = _world.Refusal("ExecutePolicy", "AutoScalingGroupName=web", "PolicyName=own", "HonorCooldown=true");
        (error.Code, error.Message).ShouldBe(("ScalingActivityInProgress", $"Scaling activity {activity} is in progress and blocks this action"));
        _world.Time.Advance(TimeSpan.FromSeconds(60));
        Execute("own", "HonorCooldown=true");
        _world.Settle();
        _world.Time.Advance(TimeSpan.FromSeconds(60));
        _world.Refusal("ExecutePolicy", "AutoScalingGroupName=web", "PolicyName=usual", "HonorCooldown=true").Code.ShouldBe("ScalingActivityInProgress");
        _world.Refusal("SetDesiredCapacity", "AutoScalingGroupName=web", "DesiredCapacity=5", "HonorCooldown=true").Code.ShouldBe("ScalingActivityInProgress");

        Execute("usual");
        _world.Group().DesiredCapacity.ShouldBe(3);
    }

    [Fact]
    public void Should_Show_What_AWS_Adds_And_Keep_Arn_And_Alarms_When_A_Policy_Is_Put_Again()
    {
        _world.Running(0);
        var first = Track("50");
        var again = Track("60", "TargetTrackingConfiguration.DisableScaleIn=true");

        again.Element("PolicyARN")!.Value.ShouldBe(first.Element("PolicyARN")!.Value);
        again.Descendants("AlarmName").ShouldHaveSingleItem().Value.ShouldBe(first.Descendants("AlarmName").First().Value);
        var shown = _world.Call("DescribePolicies", "PolicyTypes.member.1=TargetTrackingScaling").Element("ScalingPolicies")!.Elements("member").Single();
        shown.Element("StepAdjustments")!.HasElements.ShouldBeFalse();
        shown.Element("Enabled")!.Value.ShouldBe("true");
        shown.Element("TargetTrackingConfiguration")!.Element("TargetValue")!.Value.ShouldBe("60");

        Put("steps", "PolicyType=StepScaling", "AdjustmentType=ExactCapacity", "StepAdjustments.member.1.MetricIntervalLowerBound=0", "StepAdjustments.member.1.ScalingAdjustment=3");
        Shown("steps").Element("MetricAggregationType")!.Value.ShouldBe("Average");
        Put("forecast", "PolicyType=PredictiveScaling", "PredictiveScalingConfiguration.MetricSpecifications.member.1.TargetValue=40",
            "PredictiveScalingConfiguration.MetricSpecifications.member.1.PredefinedMetricPairSpecification.PredefinedMetricType=ASGCPUUtilization");
        Shown("forecast").Element("PredictiveScalingConfiguration")!.Element("Mode")!.Value.ShouldBe("ForecastOnly");
    }

    [Theory]
    [InlineData("PolicyType=Magic")]
    [InlineData("AdjustmentType=ChangeInCapacity")]
    [InlineData("ScalingAdjustment=1")]
    [InlineData("AdjustmentType=Doubling", "ScalingAdjustment=1")]
    [InlineData("AdjustmentType=ExactCapacity", "ScalingAdjustment=-1")]
    [InlineData("AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1", "MinAdjustmentMagnitude=2")]
    [InlineData("AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1", "EstimatedInstanceWarmup=2")]
    [InlineData("PolicyType=StepScaling", "AdjustmentType=ChangeInCapacity")]
    [InlineData("PolicyType=TargetTrackingScaling", "TargetTrackingConfiguration.TargetValue=1")]
    [InlineData("PolicyType=TargetTrackingScaling", "TargetTrackingConfiguration.TargetValue=many", "TargetTrackingConfiguration.PredefinedMetricSpecification.PredefinedMetricType=ASGAverageNetworkIn")]
    [InlineData("PolicyType=TargetTrackingScaling", "TargetTrackingConfiguration.TargetValue=1", "TargetTrackingConfiguration.PredefinedMetricSpecification.PredefinedMetricType=ALBRequestCountPerTarget")]
    [InlineData("PolicyType=PredictiveScaling", "PredictiveScalingConfiguration.Mode=ForecastOnly")]
    public void Should_Refuse_A_Policy_That_Cannot_Be(params string[] parameters)
    {
        _world.Running(0);
        _world.Refusal("PutScalingPolicy", ["AutoScalingGroupName=web", "PolicyName=p", .. parameters]).Code.ShouldBe("ValidationError");
        _world.Group().Policies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("must have a lower bound or an upper bound", "..")]
    [InlineData("must be less than its upper bound", "5..5", "5..")]
    [InlineData("at most one an unspecified upper bound", "0..", "5..")]
    [InlineData("with an unspecified lower bound when", "-5..0", "0..")]
    [InlineData("with an unspecified upper bound when", "0..5")]
    [InlineData("must not overlap and must not leave a gap", "0..5", "6..")]
    [InlineData("must not overlap and must not leave a gap", "0..5", "4..")]
    public void Should_Refuse_Steps_That_Do_Not_Join(string message, params string[] ranges)
    {
        var steps = ranges.Select(range => range.Split("..")).Select(ends => new StepAdjustment(Bound(ends[0]), Bound(ends[1]), 1)).ToList();
        StepAdjustment.Fault(steps)!.ShouldContain(message);
    }

    [Fact]
    public void Should_Execute_Only_What_Can_Be_Executed_So()
    {
        _world.Running(1);
        Track("50");
        Put("simple", "AdjustmentType=ChangeInCapacity", "ScalingAdjustment=1");
        Put("steps", "PolicyType=StepScaling", "AdjustmentType=ChangeInCapacity", "StepAdjustments.member.1.MetricIntervalLowerBound=0", "StepAdjustments.member.1.ScalingAdjustment=3");

        Refused("tracking").ShouldContain("cannot be executed");
        Refused("none").ShouldBe("Policy none not found");
        Refused("simple", "MetricValue=1", "BreachThreshold=1").ShouldContain("not supported");
        Refused("steps").ShouldContain("are required");
        Refused("steps", "MetricValue=1", "BreachThreshold=2").ShouldContain("No step adjustment found");
        _world.Group().DesiredCapacity.ShouldBe(1);
    }

    private static double? Bound(string end) => end.Length == 0 ? null : double.Parse(end, System.Globalization.CultureInfo.InvariantCulture);

    private XElement Put(string name, params string[] parameters) =>
        _world.Call("PutScalingPolicy", ["AutoScalingGroupName=web", $"PolicyName={name}", .. parameters]);

    private XElement Track(string value, params string[] more) => Put("tracking",
    [
        "PolicyType=TargetTrackingScaling", $"TargetTrackingConfiguration.TargetValue={value}",
        "TargetTrackingConfiguration.PredefinedMetricSpecification.PredefinedMetricType=ASGAverageCPUUtilization", .. more
    ]);

    private XElement Shown(string name) => _world.Call("DescribePolicies", "AutoScalingGroupName=web", $"PolicyNames.member.1={name}").Element("ScalingPolicies")!.Elements("member").Single();

    private void Execute(string name, params string[] more) => _world.Call("ExecutePolicy", ["AutoScalingGroupName=web", $"PolicyName={name}", .. more]);

    private string Refused(string name, params string[] more) => _world.Refusal("ExecutePolicy", ["AutoScalingGroupName=web", $"PolicyName={name}", .. more]).Message;
}
