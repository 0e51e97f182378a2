using Amazon.EC2.Model;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>What security groups let in.</summary>
internal static class SecurityGroupOpenings
{
    /// <summary>All that a security group lets in.</summary>
    public static IReadOnlyList<Opening> Of(SecurityGroup group) => [.. (group.IpPermissions ?? []).SelectMany(Read)];

    // Without ports it is all of them (EC2 API, IpPermission: protocol -1).
    private static IEnumerable<Opening> Read(IpPermission permission)
    {
        IEnumerable<string> from =
        [
            .. (permission.Ipv4Ranges ?? []).Select(range => range.CidrIp), .. (permission.Ipv6Ranges ?? []).Select(range => range.CidrIpv6),
            .. (permission.PrefixListIds ?? []).Select(list => list.Id), .. (permission.UserIdGroupPairs ?? []).Select(pair => pair.GroupId),
        ];
        var (first, last) = permission.IpProtocol == "-1" ? (0, 65535) : (permission.FromPort ?? 0, permission.ToPort ?? 65535);
        return from.Select(source => new Opening(source, first, last));
    }
}
