using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Checks;

/// <summary>Reads what is there already when Bundt comes.</summary>
public sealed class StackReader(AwsClients aws, Func<ReleaseEnvironment> environment)
{
    /// <summary>Reads all of it. What is missing is missing in the answer; only the load balancer itself has to be there.</summary>
    /// <exception cref="Domain.Problem">There is no such load balancer, or AWS refused a call.</exception>
    public async Task<Stack> Read()
    {
        var settings = environment().Traffic;
        var groups = TargetGroups(settings.TargetGroups);
        var balancer = await aws.Call($"find the load balancer {settings.LoadBalancer}", async () =>
            (await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [settings.LoadBalancer] })).LoadBalancers[0]);
        var subnets = Subnets();
        var guards = SecurityGroups(balancer.SecurityGroups ?? []);
        return new()
        {
            Balancer = StackFacts.Of(balancer),
            Listeners = await Listeners(settings.LoadBalancer, balancer.LoadBalancerArn),
            TargetGroups = await groups,
            Subnets = await subnets,
            SecurityGroups = await guards,
        };
    }

    // One by one: a name that is not there is an error, and says nothing of the other.
    private async Task<IReadOnlyList<StackTargetGroup>> TargetGroups(BlueGreen<string> names)
    {
        var found = await Task.WhenAll(new[] { names.Blue, names.Green }.Select(name => aws.Call($"find the target group {name}", async () =>
        {
            try
            {
                return (await aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = [name] })).TargetGroups ?? [];
            }
            catch (TargetGroupNotFoundException)
            {
                return [];
            }
        })));
        return [.. found.SelectMany(groups => groups).Select(StackFacts.Of)];
    }

    private async Task<IReadOnlyList<StackListener>> Listeners(string balancer, string arn)
    {
        var listeners = await aws.Call($"read the listeners of {balancer}", async () =>
            (await aws.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = arn })).Listeners ?? []);
        return await StackFacts.Of(aws, listeners);
    }

    private async Task<IReadOnlyList<StackSubnet>> Subnets()
    {
        var named = environment().Servers.Subnets;
        var found = await Task.WhenAll(Named(named, "subnet-").Select(filter => aws.Call("describe the subnets", async () =>
            (await aws.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [filter] })).Subnets ?? [])));
        return [.. found.SelectMany(subnets => subnets).Select(StackFacts.Of)];

        static IEnumerable<Filter> Named(IReadOnlyList<string> all, string prefix) => all.ToLookup(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(some => new Filter(some.Key ? "subnet-id" : "tag:Name", [.. some]));
    }

    private async Task<IReadOnlyList<StackSecurityGroup>> SecurityGroups(List<string> balancers)
    {
        var named = environment().Servers.SecurityGroups.ToLookup(name => name.StartsWith("sg-", StringComparison.Ordinal));
        Filter[] filters = [new("group-id", [.. named[true].Concat(balancers)]), new("group-name", [.. named[false]])];
        var found = await Task.WhenAll(filters.Where(filter => filter.Values.Count > 0).Select(filter => aws.Call("describe the security groups", async () =>
            (await aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [filter] })).SecurityGroups ?? [])));
        return [.. found.SelectMany(groups => groups).DistinctBy(group => group.GroupId).Select(StackFacts.Of)];
    }
}
