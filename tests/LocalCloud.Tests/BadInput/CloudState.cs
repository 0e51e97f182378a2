using Bundt.LocalCloud.ObjectStore;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>
/// What calls can change, so that it can be seen that one changed nothing. What happens by itself meanwhile, such as an instance that
/// boots, is left out.
/// </summary>
internal sealed record CloudState
{
    private readonly object[] _parts;

    private CloudState(IEnumerable<object> parts) => _parts = [.. parts];

    /// <summary>The state of a cloud as it is now. A region begins when it is first read, so that one is begun here.</summary>
    public static CloudState Of(RunningCloud cloud)
    {
        var buckets = cloud.Service<Buckets>();
        var region = cloud.Service<Cloud>().Read(RunningCloud.Region);
        return new CloudState(Parts(region).Concat(buckets.Names.Select(bucket => buckets.Objects(bucket.Name))));
    }

    /// <summary>How many networks, templates, buckets and the like there are: they grow while nobody clears them.</summary>
    public static int Size(RunningCloud cloud) => cloud.Service<Buckets>().Names.Count() + cloud.Service<Cloud>().Regions.Sum(region =>
        region.Vpcs.Count + region.Subnets.Count + region.SecurityGroups.Count + region.LaunchTemplates.Count + region.Instances.Count +
        region.LoadBalancers.Count + region.TargetGroups.Count + region.Listeners.Count + region.Rules.Count + region.ScalingGroups.Count);

    public bool Equals(CloudState? other) => other is not null && _parts.SequenceEqual(other._parts);

    public override int GetHashCode() => _parts.Length;

    private static IEnumerable<object> Parts(Region region) =>
    [
        region.Vpcs, region.Subnets, region.SecurityGroups, region.KeyPairs, region.LaunchTemplates, region.LaunchConfigurations,
        region.TargetGroups, region.Listeners, region.Rules, region.ScalingGroups.Count,
        region.Instances.Count, region.Images.Count, region.Snapshots.Count, region.Volumes.Count,
        .. region.LoadBalancers.Values.Select(balancer => balancer with { State = "", Address = "" }),
    ];
}
