using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.Ec2;

namespace Bundt.LocalCloud.State;

/// <summary>The part of the region that EC2 holds.</summary>
public sealed partial record Region
{
    /// <summary>The owner of the public source image: the account that publishes Debian's images on AWS.</summary>
    public const string SourceOwner = "136693071363";

    /// <summary>Virtual networks by id.</summary>
    public ImmutableDictionary<string, Vpc> Vpcs { get; init; } = ImmutableDictionary<string, Vpc>.Empty;

    /// <summary>Subnets by id.</summary>
    public ImmutableDictionary<string, Subnet> Subnets { get; init; } = ImmutableDictionary<string, Subnet>.Empty;

    /// <summary>Route tables by id, but for main ones that nobody has changed.</summary>
    public ImmutableDictionary<string, RouteTable> RouteTables { get; init; } = ImmutableDictionary<string, RouteTable>.Empty;

    /// <summary>Internet gateways by id.</summary>
    public ImmutableDictionary<string, InternetGateway> InternetGateways { get; init; } = ImmutableDictionary<string, InternetGateway>.Empty;

    /// <summary>Security groups by id.</summary>
    public ImmutableDictionary<string, SecurityGroup> SecurityGroups { get; init; } = ImmutableDictionary<string, SecurityGroup>.Empty;

    /// <summary>Key pairs by name.</summary>
    public ImmutableDictionary<string, KeyPair> KeyPairs { get; init; } = ImmutableDictionary<string, KeyPair>.Empty;

    /// <summary>Instances by id, terminated ones for an hour.</summary>
    public ImmutableDictionary<string, Instance> Instances { get; init; } = ImmutableDictionary<string, Instance>.Empty;

    /// <summary>Images by id.</summary>
    public ImmutableDictionary<string, Image> Images { get; init; } = ImmutableDictionary<string, Image>.Empty;

    /// <summary>Images that were deregistered lately, by id.</summary>
    public ImmutableDictionary<string, DeregisteredImage> DeregisteredImages { get; init; } = ImmutableDictionary<string, DeregisteredImage>.Empty;

    /// <summary>Snapshots by id.</summary>
    public ImmutableDictionary<string, Snapshot> Snapshots { get; init; } = ImmutableDictionary<string, Snapshot>.Empty;

    /// <summary>Volumes by id.</summary>
    public ImmutableDictionary<string, Volume> Volumes { get; init; } = ImmutableDictionary<string, Volume>.Empty;

    /// <summary>Launch templates by id.</summary>
    public ImmutableDictionary<string, LaunchTemplate> LaunchTemplates { get; init; } = ImmutableDictionary<string, LaunchTemplate>.Empty;

    /// <summary>A region as a new account finds it: a default network with a subnet in each zone, and the public source image.</summary>
    public static Region New(string name)
    {
        var region = new Region(name);
        var vpc = new Vpc { Id = Ids.New("vpc"), Cidr = "172.31.0.0/16", IsDefault = true, DnsHostnames = true };
        var subnets = region.Zones.Select((zone, index) => new Subnet
        {
            Id = Ids.New("subnet"),
            VpcId = vpc.Id,
            Zone = zone,
            Cidr = $"172.31.{16 * index}.0/20",
            IsDefault = true,
            MapPublicIp = true,
        });
        var snapshot = new Snapshot
        {
            Id = Stable("snap", name),
            OwnerId = SourceOwner,
            State = "completed",
            Description = "The system that the local cloud runs on",
            StartTime = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
        var image = new Image
        {
            Id = Stable("ami", name),
            Name = "debian-12-amd64-local",
            Description = "The system that the local cloud runs on",
            OwnerId = SourceOwner,
            OwnerAlias = "amazon",
            IsPublic = true,
            State = "available",
            SnapshotId = snapshot.Id,
            CreationDate = snapshot.StartTime,
        };
        return region with
        {
            Vpcs = region.Vpcs.Add(vpc.Id, vpc),
            Subnets = subnets.ToImmutableDictionary(subnet => subnet.Id),
            InternetGateways = region.InternetGateways.With(InternetGateway.DefaultOf(vpc)),
            SecurityGroups = region.SecurityGroups.With(SecurityGroup.DefaultOf(vpc.Id)),
            Snapshots = region.Snapshots.Add(snapshot.Id, snapshot),
            Images = region.Images.Add(image.Id, image),
        };
    }

    /// <summary>An id that is the same at every start, so that it may stand in a configuration file.</summary>
    private static string Stable(string prefix, string region) =>
        $"{prefix}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prefix + region)))[..17]}";
}
