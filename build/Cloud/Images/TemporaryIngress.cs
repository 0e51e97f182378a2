using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Reads back whom the temporary security group of a bake admits: a template of the team's own may ask for more than it was told.</summary>
internal sealed class TemporaryIngress(AwsClients aws)
{
    /// <summary>The first thing it admits beyond what it is to, or null.</summary>
    /// <param name="name">The security group's name.</param>
    /// <param name="port">The port that may be reached.</param>
    /// <param name="cidrs">From where, in CIDR notation.</param>
    public async Task<string?> Reason(string name, int port, IReadOnlyCollection<string> cidrs)
    {
        var answer = await aws.Call("read back the temporary security group", () => aws.Ec2.DescribeSecurityGroupsAsync(
            new DescribeSecurityGroupsRequest { Filters = [new("group-name", [name])] }));
        var openings = (answer.SecurityGroups ?? []).SelectMany(group => group.IpPermissions ?? []).SelectMany(Read);
        return Ingress.Excess([.. openings], port, cidrs) is { } excess ? $"{name} admits {excess}" : null;
    }

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
