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
        var openings = (answer.SecurityGroups ?? []).SelectMany(SecurityGroupOpenings.Of);
        return Ingress.Excess([.. openings], port, cidrs) is { } excess ? $"{name} admits {excess}" : null;
    }
}
