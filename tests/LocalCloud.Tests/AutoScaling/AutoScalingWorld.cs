using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.AutoScaling.Engine;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>Auto Scaling alone: the real actions and the real engine on instances and target groups of the test's making.</summary>
internal sealed class AutoScalingWorld
{
    public const string RegionName = "eu-west-1";
    public const string Blue = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/blue/0123456789abcdef";
    public const string Green = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/green/0123456789abcdef";

    private readonly ActionTable _table = new();

    public AutoScalingWorld()
    {
        Instances = new FakeInstances(Cloud, Time);
        Engine = NewEngine();
        new AutoScalingActions(Cloud, Targets, Time).Register(_table);
        Cloud.Change(RegionName, region => region with
        {
            LaunchTemplates = region.LaunchTemplates.Add("lt-1", new LaunchTemplate
            {
                Id = "lt-1",
                Name = "web",
                Latest = 2,
                Versions = ImmutableSortedDictionary<int, LaunchTemplateVersion>.Empty.Add(1, Version(region, 1)).Add(2, Version(region, 2))
            })
        });
        foreach (var arn in new[] { Blue, Green })
        {
            Targets.Add(arn);
            Cloud.Change(RegionName, region => region with
            {
                TargetGroups = region.TargetGroups.Add(arn, new TargetGroup { Arn = arn, Name = arn, Port = 8080, VpcId = "vpc-1", HealthCheck = new HealthCheck() })
            });
        }
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    public Cloud Cloud { get; } = new();

    public FakeInstances Instances { get; }

    public FakeTargets Targets { get; } = new();

    public ScalingEngine Engine { get; }

    public Region Region => Cloud.Read(RegionName);

    public string Subnets => string.Join(',', Region.Subnets.Values.OrderBy(subnet => subnet.Zone).Select(subnet => subnet.Id));

    public ScalingGroup Group(string name = "web") => Region.ScalingGroups[name];

    public ScalingEngine NewEngine() => new(Cloud, Instances, Targets, Time, NullLogger<ScalingEngine>.Instance);

    /// <summary>Calls an action; parameters are given as <c>Name=Value</c>.</summary>
    public XElement Call(string action, params IEnumerable<string> parameters)
    {
        var map = parameters.Select(parameter => parameter.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new XElement("Result", _table.Answer(new AwsCall("autoscaling", action, RegionName, map)).GetAwaiter().GetResult());
    }

    /// <summary>The error that an action refuses with.</summary>
    public AwsError Refusal(string action, params IEnumerable<string> parameters) => Should.Throw<AwsError>(() => Call(action, parameters));

    /// <summary>Creates the group <c>web</c> over all zones from the launch template.</summary>
    public void Create(int desired, params IEnumerable<string> more) => Call("CreateAutoScalingGroup",
    [
        "AutoScalingGroupName=web", "LaunchTemplate.LaunchTemplateName=web", "LaunchTemplate.Version=1", "MinSize=0", "MaxSize=10",
        $"DesiredCapacity={desired}", $"VPCZoneIdentifier={Subnets}", .. more
    ]);

    /// <summary>Lets the engine do what is due, and every launch and termination succeed.</summary>
    public void Settle()
    {
        for (var round = 0; round < 6; round++)
        {
            Engine.Settle();
            Instances.All(RegionName, "pending", "running");
            Instances.All(RegionName, "shutting-down", "terminated");
        }

        Engine.Settle();
    }

    /// <summary>A group of healthy instances in service.</summary>
    public void Running(int desired, params IEnumerable<string> more)
    {
        Create(desired, more);
        Settle();
    }

    private static LaunchTemplateVersion Version(Region region, int number) => new(
        number,
        ImmutableSortedDictionary<string, string>.Empty
            .Add("ImageId", region.Images.Keys.First())
            .Add("InstanceType", "t3.micro")
            .Add("TagSpecification.1.ResourceType", "instance")
            .Add("TagSpecification.1.Tag.1.Key", "Name")
            .Add("TagSpecification.1.Tag.1.Value", "from-template"),
        null,
        DateTimeOffset.UnixEpoch);
}
