using System.Collections.Immutable;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>Instances that boot and end when the test says so.</summary>
internal sealed class FakeInstances(Cloud cloud, TimeProvider time) : IInstances
{
    private int _count;

    /// <summary>What the next launches are refused with, by zone; the empty zone means all.</summary>
    public Dictionary<string, AwsError> Refusals { get; } = [];

    /// <summary>The ids of all launches in order.</summary>
    public List<InstanceLaunch> Launches { get; } = [];

    public Instance Launch(string region, InstanceLaunch launch)
    {
        var known = cloud.Read(region);
        var subnet = launch.SubnetId is { } id ? known.Subnets[id] : known.Subnets.Values.First(subnet => subnet.Zone == launch.Zone);
        if (Refusals.GetValueOrDefault(subnet.Zone) is { } refusal)
            throw refusal;
        var instance = new Instance
        {
            Id = $"i-{++_count:x17}",
            Launch = launch,
            State = "pending",
            SubnetId = subnet.Id,
            VpcId = subnet.VpcId,
            Zone = subnet.Zone,
            VolumeId = Ids.New("vol"),
            ReservationId = Ids.New("r"),
            LaunchTime = time.GetUtcNow(),
            Tags = launch.Tags
        };
        Launches.Add(launch);
        cloud.Change(region, before => before with { Instances = before.Instances.Add(instance.Id, instance) });
        return instance;
    }

    public void Terminate(string region, string instanceId)
    {
        if (cloud.Read(region).Instances.TryGetValue(instanceId, out var instance) && instance.State is not ("terminated" or "shutting-down"))
            Set(region, instanceId, "shutting-down");
    }

    /// <summary>Puts an instance into a state.</summary>
    public void Set(string region, string id, string state, string? reason = null) => cloud.Change(region, before => before with
    {
        Instances = before.Instances.SetItem(id, before.Instances[id] with { State = state, StateReason = reason })
    });

    /// <summary>Takes every instance from one state to another.</summary>
    public void All(string region, string from, string to)
    {
        foreach (var instance in cloud.Read(region).Instances.Values.Where(instance => instance.State == from).ToImmutableList())
            Set(region, instance.Id, to);
    }
}
