using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Infrastructure;

namespace Bundt.Cloud.Checks;

/// <summary>Asks AWS what of an environment is there, whoever may believe that it is gone.</summary>
public sealed class Leftovers(AwsClients aws)
{
    // Those that cost money or block others; what is part of them is gone with them.
    private static readonly Dictionary<string, Func<AwsClients, string, Task<bool>>> Looks = new()
    {
        ["aws_vpc"] = async (aws, id) => (await aws.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new("vpc-id", [id])] })).Vpcs is { Count: > 0 },
        ["aws_subnet"] = async (aws, id) => (await aws.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("subnet-id", [id])] })).Subnets is { Count: > 0 },
        ["aws_security_group"] = async (aws, id) => (await aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-id", [id])] })).SecurityGroups is { Count: > 0 },
        ["aws_route_table"] = async (aws, id) => (await aws.Ec2.DescribeRouteTablesAsync(new DescribeRouteTablesRequest { Filters = [new("route-table-id", [id])] })).RouteTables is { Count: > 0 },
        ["aws_internet_gateway"] = async (aws, id) =>
            (await aws.Ec2.DescribeInternetGatewaysAsync(new DescribeInternetGatewaysRequest { Filters = [new("internet-gateway-id", [id])] })).InternetGateways is { Count: > 0 },
        // Deleted ones stay in the list for about an hour (EC2 API reference, DeleteNatGateway).
        ["aws_nat_gateway"] = async (aws, id) =>
            (await aws.Ec2.DescribeNatGatewaysAsync(new DescribeNatGatewaysRequest { Filter = [new("nat-gateway-id", [id]), new("state", ["pending", "available", "deleting"])] })).NatGateways is { Count: > 0 },
        ["aws_lb"] = (aws, arn) => Found<LoadBalancerNotFoundException>(async () => (await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [arn] })).LoadBalancers is { Count: > 0 }),
        ["aws_lb_target_group"] = (aws, arn) => Found<TargetGroupNotFoundException>(async () => (await aws.LoadBalancing.DescribeTargetGroupsAsync(new() { TargetGroupArns = [arn] })).TargetGroups is { Count: > 0 }),
    };

    /// <summary>What of the resources that Terraform removed AWS still has, by type and id.</summary>
    public async Task<IReadOnlyList<string>> Of(IEnumerable<ResourceChange> removed)
    {
        var left = new List<string>();
        foreach (var resource in removed.Where(change => change is { Action: ResourceAction.Delete, Id: not null } && Looks.ContainsKey(change.Type)))
        {
            if (await aws.Call($"look for {resource.Address}", () => Looks[resource.Type](aws, resource.Id!)))
                left.Add($"{resource.Type} {resource.Id}");
        }

        return left;
    }

    /// <summary>The instances of an environment that are not terminated, by id.</summary>
    public async Task<IReadOnlyList<string>> Instances(ReleaseEnvironment environment)
    {
        var answer = await aws.Call($"list the instances of {environment.Name}", () => aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest
        {
            Filters =
            [
                new($"tag:{Names.App}", [environment.Application.Name]), new($"tag:{Names.Env}", [environment.Name]),
                new("instance-state-name", ["pending", "running", "stopping", "stopped", "shutting-down"]),
            ],
        }));
        return [.. (answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).Select(instance => $"instance {instance.InstanceId}")];
    }

    /// <summary>The ARNs of the target groups of those names, as many as there are.</summary>
    public async Task<IReadOnlyList<string>> TargetGroups(BlueGreen<string> names)
    {
        var found = new List<string>();
        // One by one: a name that is not there is an error, and says nothing of the other.
        foreach (var name in new[] { names.Blue, names.Green })
        {
            await aws.Call($"find the target group {name}", () => Found<TargetGroupNotFoundException>(async () =>
            {
                found.AddRange(((await aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = [name] })).TargetGroups ?? []).Select(group => group.TargetGroupArn));
                return true;
            }));
        }

        return found;
    }

    private static async Task<bool> Found<TGone>(Func<Task<bool>> look) where TGone : Exception
    {
        try
        {
            return await look();
        }
        catch (TGone)
        {
            return false;
        }
    }
}
