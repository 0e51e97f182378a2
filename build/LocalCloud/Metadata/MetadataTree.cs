using System.Text;
using System.Text.Json;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Identity;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Metadata;

/// <summary>
/// What there is to read about an instance, by path below a version of the service. Source: "Instance metadata categories", Amazon EC2 User
/// Guide.
/// </summary>
internal sealed class MetadataTree(Region region, Instance instance)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The bytes of an item, or the names in a directory, one a line; null where neither is.</summary>
    public byte[]? Read(string path)
    {
        if (path == "user-data")
            return UserData();
        // AWS's own clients ask for some items as if they were directories.
        var (items, name) = (Items(), path.TrimEnd('/'));
        return items.TryGetValue(name, out var item) ? Encoding.UTF8.GetBytes(item) : Names(name, items);
    }

    private byte[]? UserData() => instance.Launch.UserData is { Length: > 0 } data ? Convert.FromBase64String(data) : null;

    private byte[]? Names(string directory, Dictionary<string, string> items)
    {
        var prefix = directory.Length == 0 ? "" : directory + "/";
        IEnumerable<string> paths = directory.Length == 0 && UserData() is not null ? [.. items.Keys, "user-data"] : items.Keys;
        var names = paths
            .Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(path => path[prefix.Length..])
            .Select(rest => rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? rest[..(slash + 1)] : rest)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => directory == "meta-data/public-keys" ? $"{name.TrimEnd('/')}={instance.Launch.KeyName}" : name)
            .ToList();
        return names.Count > 0 ? Encoding.UTF8.GetBytes(string.Join('\n', names)) : null;
    }

    private Dictionary<string, string> Items()
    {
        var items = Data().Concat(Interface()).ToDictionary(item => $"meta-data/{item.Path}", item => item.Text);
        items["dynamic/instance-identity/document"] = Document();
        if (instance.Launch.KeyName is { } key && region.KeyPairs.TryGetValue(key, out var pair))
            items["meta-data/public-keys/0/openssh-key"] = pair.PublicKey;
        if (instance.Launch.InstanceProfile is { } profile)
            items["meta-data/iam/info"] = Info(profile);
        if (!instance.Launch.MetadataOptions.TellsTags())
            return items;
        foreach (var (name, value) in instance.Tags)
            items[$"meta-data/tags/instance/{name}"] = value;
        return items;
    }

    private IEnumerable<(string Path, string Text)> Data() =>
    [
        ("ami-id", instance.Launch.ImageId),
        ("ami-launch-index", $"{instance.LaunchIndex}"),
        ("ami-manifest-path", "(unknown)"),
        ("hostname", InstanceXml.HostName(instance)),
        ("instance-action", "none"),
        ("instance-id", instance.Id),
        ("instance-life-cycle", "on-demand"),
        ("instance-type", instance.Launch.InstanceType),
        ("local-hostname", InstanceXml.HostName(instance)),
        ("local-ipv4", instance.PrivateIp),
        ("mac", NetworkInterfaces.Mac(instance)),
        ("placement/availability-zone", instance.Zone),
        ("placement/availability-zone-id", ZoneActions.ZoneId(instance.Zone)),
        ("placement/region", region.Name),
        ("public-ipv4", instance.PrivateIp),
        ("reservation-id", instance.ReservationId),
        ("security-groups", GroupNames()),
        ("services/domain", "amazonaws.com"),
        ("services/partition", "aws"),
    ];

    private IEnumerable<(string Path, string Text)> Interface() => new (string Name, string Text)[]
    {
        ("device-number", "0"),
        ("interface-id", NetworkInterfaces.Id(instance)),
        ("local-hostname", InstanceXml.HostName(instance)),
        ("local-ipv4s", instance.PrivateIp),
        ("mac", NetworkInterfaces.Mac(instance)),
        ("owner-id", Region.Account),
        ("public-ipv4s", instance.PrivateIp),
        ("security-group-ids", string.Join('\n', instance.Launch.SecurityGroupIds)),
        ("security-groups", GroupNames()),
        ("subnet-id", instance.SubnetId),
        ("vpc-id", instance.VpcId),
    }.Select(item => ($"network/interfaces/macs/{NetworkInterfaces.Mac(instance)}/{item.Name}", item.Text));

    private string GroupNames() =>
        string.Join('\n', instance.Launch.SecurityGroupIds.Select(id => region.SecurityGroups.GetValueOrDefault(id)?.Name ?? id));

    private string Info(string profile) => JsonSerializer.Serialize(
        new
        {
            Code = "Success",
            LastUpdated = AwsTime.Text(instance.LaunchTime),
            InstanceProfileArn = InstanceXml.ProfileArn(profile),
            InstanceProfileId = Identities.ProfileId(InstanceXml.ProfileArn(profile)!),
        },
        Indented);

    private string Document() => JsonSerializer.Serialize(
        new
        {
            accountId = Region.Account,
            architecture = "x86_64",
            availabilityZone = instance.Zone,
            imageId = instance.Launch.ImageId,
            instanceId = instance.Id,
            instanceType = instance.Launch.InstanceType,
            kernelId = (string?)null,
            pendingTime = AwsTime.Text(instance.LaunchTime),
            privateIp = instance.PrivateIp,
            ramdiskId = (string?)null,
            region = region.Name,
            version = "2017-09-30",
        },
        Indented);
}
