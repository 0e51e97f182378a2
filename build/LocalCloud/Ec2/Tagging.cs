using System.Collections.Immutable;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Tags of any resource of EC2.</summary>
internal static class Tagging
{
    /// <summary>The tags that a create call gives to resources of a type such as <c>instance</c>, checked before.</summary>
    public static ImmutableSortedDictionary<string, string> TagsFor(this AwsCall call, string resourceType) => call
        .Structures("TagSpecification")
        .Where(specification => specification["ResourceType"] == resourceType)
        .SelectMany(specification => specification.Structures("Tag"))
        .Aggregate(
            ImmutableSortedDictionary<string, string>.Empty, (tags, tag) => tags.SetItem(tag["Key"] ?? "", tag["Value"] ?? ""));

    /// <summary>Every tagged resource with the type that DescribeTags names.</summary>
    public static IEnumerable<(string Type, ITagged Resource)> Tagged(this Region region) =>
    [
        .. region.Instances.Values.Select(x => ("instance", (ITagged)x)),
        .. region.Images.Values.Select(x => ("image", (ITagged)x)),
        .. region.Snapshots.Values.Select(x => ("snapshot", (ITagged)x)),
        .. region.Volumes.Values.Select(x => ("volume", (ITagged)x)),
        .. region.SecurityGroups.Values.Select(x => ("security-group", (ITagged)x)),
        .. region.Rules().Select(x => ("security-group-rule", (ITagged)x.Rule)),
        .. region.KeyPairs.Values.Select(x => ("key-pair", (ITagged)x)),
        .. region.LaunchTemplates.Values.Select(x => ("launch-template", (ITagged)x)),
        .. region.Subnets.Values.Select(x => ("subnet", (ITagged)x)),
        .. region.Vpcs.Values.Select(x => ("vpc", (ITagged)x)),
        .. region.AllRouteTables().Select(x => ("route-table", (ITagged)x)),
        .. region.InternetGateways.Values.Select(x => ("internet-gateway", (ITagged)x)),
    ];

    /// <summary>The region with the tags of one resource changed.</summary>
    /// <exception cref="AwsError">There is no such resource.</exception>
    public static Region Retag(
        this Region region, string id, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change) =>
        id.Split('-')[0] switch
        {
            "i" => region with { Instances = region.Instances.Changed(region.Instance(id).Id, x => Askable(x with { Tags = change(x.Tags) })) },
            "ami" => region with { Images = region.Images.Changed(region.Image(id).Id, x => x with { Tags = change(x.Tags) }) },
            "snap" => region with { Snapshots = region.Snapshots.Changed(region.Snapshot(id).Id, x => x with { Tags = change(x.Tags) }) },
            "vol" => region with { Volumes = region.Volumes.Changed(region.Volume(id).Id, x => x with { Tags = change(x.Tags) }) },
            "sg" => region with
            {
                SecurityGroups = region.SecurityGroups.Changed(region.SecurityGroup(id).Id, x => x with { Tags = change(x.Tags) }),
            },
            "sgr" => region.WithRule(id, x => x with { Tags = change(x.Tags) }),
            "lt" => region with
            {
                LaunchTemplates = region.LaunchTemplates.Changed(
                    LaunchTemplates.Find(region, id, null).Id, x => x with { Tags = change(x.Tags) }),
            },
            "subnet" => region with { Subnets = region.Subnets.Changed(region.Subnet(id).Id, x => x with { Tags = change(x.Tags) }) },
            "vpc" => region with { Vpcs = region.Vpcs.Changed(region.Vpc(id).Id, x => x with { Tags = change(x.Tags) }) },
            "rtb" when region.RouteTable(id) is var table => region with { RouteTables = region.RouteTables.With(table with { Tags = change(table.Tags) }) },
            "igw" when region.InternetGateway(id) is var gateway =>
                region with { InternetGateways = region.InternetGateways.With(gateway with { Tags = change(gateway.Tags) }) },
            "key" when region.KeyPairs.Values.FirstOrDefault(key => key.Id == id) is { } x =>
                region with { KeyPairs = region.KeyPairs.SetItem(x.Name, x with { Tags = change(x.Tags) }) },
            _ => throw new AwsError("InvalidID", $"The ID '{id}' is not valid"),
        };

    private static Instance Askable(Instance instance)
    {
        instance.Launch.MetadataOptions.Check(instance.Tags.Keys);
        return instance;
    }
}
