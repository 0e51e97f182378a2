using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Finds security groups by name, and reads rules from calls.</summary>
internal static class SecurityGroups
{
    /// <summary>The group of that name in the default network, else in any.</summary>
    /// <exception cref="AwsError"><c>InvalidGroup.NotFound</c>.</exception>
    public static SecurityGroup Named(Region region, string name) => region.SecurityGroups.Values
        .Where(group => group.Name == name)
        .OrderByDescending(group => region.Vpcs.GetValueOrDefault(group.VpcId)?.IsDefault)
        .FirstOrDefault() ?? throw new AwsError("InvalidGroup.NotFound", $"The security group '{name}' does not exist");

    /// <summary>The group that a call names by id or, in the default network, by name.</summary>
    /// <exception cref="AwsError"><c>MissingParameter</c>, in words of its own; <c>InvalidGroup.NotFound</c>.</exception>
    public static SecurityGroup Of(AwsCall call, Region region) =>
        call["GroupId"] is { Length: > 0 } id ? region.SecurityGroup(id)
        : call["GroupName"] is { Length: > 0 } name ? Named(region, name)
        : throw new AwsError("MissingParameter", "The request must contain the parameter groupName or groupId");

    /// <summary>The rules that a call lists, one for each source; older calls give a single one in their top-level parameters.</summary>
    public static ImmutableList<SecurityRule> Rules(AwsCall call, Region region)
    {
        var permissions = call.Has("IpPermissions") ? call.Structures("IpPermissions") : call.Has("IpProtocol") ? [call] : [];
        return [.. permissions.SelectMany(permission => Rules(permission, region, legacy: permission == call))];
    }

    private static IEnumerable<SecurityRule> Rules(AwsCall permission, Region region, bool legacy)
    {
        var protocol = Protocol(permission.Required("IpProtocol"));
        if (protocol is not ("tcp" or "udp" or "icmp" or "icmpv6" or "-1") && !byte.TryParse(protocol, CultureInfo.InvariantCulture, out _))
            throw new AwsError("InvalidParameterValue", $"Invalid value '{protocol}' for IP protocol. Unknown protocol.");
        var rule = new SecurityRule
        {
            Id = "",
            Peer = "",
            Protocol = protocol,
            FromPort = protocol == "-1" ? null : permission.Number("FromPort"),
            ToPort = protocol == "-1" ? null : permission.Number("ToPort"),
        };
        if (rule.Protocol is "tcp" or "udp")
            CheckPorts(rule.FromPort, rule.ToPort);

        IEnumerable<(string Peer, string? Description)> peers = legacy
            ? [(permission["CidrIp"] ?? Named(region, permission.Required("SourceSecurityGroupName")).Id, null)]
            : permission.Structures("IpRanges").Select(range => (range.Required("CidrIp"), range["Description"]))
                .Concat(permission.Structures("Ipv6Ranges").Select(range => (range.Required("CidrIpv6"), range["Description"])))
                .Concat(permission.Structures("PrefixListIds").Select(list => (list.Required("PrefixListId"), list["Description"])))
                .Concat(permission.Structures("Groups").Select(group => (Of(group, region).Id, group["Description"])));
        var any = false;
        foreach (var (peer, description) in peers)
        {
            any = true;
            if (SecurityRuleXml.Kind(rule with { Peer = peer }) is "cidrIp" or "cidrIpv6" && !IPNetwork.TryParse(peer, out _))
                throw new AwsError("InvalidParameterValue", $"CIDR block {peer} is malformed");
            yield return rule with { Id = Ids.New("sgr"), Peer = peer, Description = description };
        }

        if (!any)
            throw new AwsError("InvalidParameterValue", "A permission names no source: a range, a group or a prefix list.");
    }

    private static void CheckPorts(int? from, int? to)
    {
        if (from is null || to is null)
            throw new AwsError("InvalidParameterValue", "Invalid value for portRange. Must specify both from and to ports with TCP/UDP.");
        if (from is < 0 or > ushort.MaxValue || to is < 0 or > ushort.MaxValue)
            throw new AwsError("InvalidParameterValue", $"TCP/UDP port ({(from is < 0 or > ushort.MaxValue ? from : to)}) out of range");
        if (from > to)
            throw new AwsError("InvalidParameterValue", $"Invalid TCP/UDP port range ({from}:{to})");
    }

    private static string Protocol(string text) => text switch { "6" => "tcp", "17" => "udp", "1" => "icmp", "all" => "-1", _ => text };
}
