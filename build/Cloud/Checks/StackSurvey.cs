using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Bundt.Cloud.Access;
using Bundt.Domain.Checks;

namespace Bundt.Cloud.Checks;

/// <summary>Looks around in an account of which no environment file tells yet.</summary>
public sealed class StackSurvey(AwsClients aws)
{
    // Some of them tell as much as all.
    private const int MostServers = 50;

    /// <summary>Whose the credentials are: twelve digits.</summary>
    public async Task<string> Account() => (await aws.Call("tell whose credentials these are", () => aws.Sts.GetCallerIdentityAsync(new()))).Account;

    /// <summary>The names of the Application Load Balancers of the region.</summary>
    public Task<IReadOnlyList<string>> Balancers() => aws.Call<IReadOnlyList<string>>("list the load balancers", async () =>
    {
        var names = new List<string>();
        string? marker = null;
        do
        {
            var page = await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Marker = marker });
            names.AddRange((page.LoadBalancers ?? []).Where(balancer => balancer.Type == LoadBalancerTypeEnum.Application).Select(balancer => balancer.LoadBalancerName));
            marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(marker));
        return [.. names.Order(StringComparer.Ordinal)];
    });

    /// <summary>A load balancer with what belongs to it, and what there is of its VPC for servers to stand in.</summary>
    public Task<Stack> Of(string name) => aws.Call($"look around the load balancer {name}", async () =>
    {
        var balancer = (await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [name] })).LoadBalancers[0];
        var listeners = (await aws.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn })).Listeners ?? [];
        var groups = (await aws.LoadBalancing.DescribeTargetGroupsAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn })).TargetGroups ?? [];
        var subnets = (await aws.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [InVpc()] })).Subnets ?? [];
        var guards = (await aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [InVpc()] })).SecurityGroups ?? [];
        // Servers stand behind the load balancer: in other subnets, where there are enough for two zones.
        var publics = (balancer.AvailabilityZones ?? []).Select(zone => zone.SubnetId).ToHashSet();
        var behind = subnets.Where(subnet => !publics.Contains(subnet.SubnetId)).ToList();
        return new Stack
        {
            Balancer = StackFacts.Of(balancer),
            Listeners = await StackFacts.Of(aws, listeners),
            TargetGroups = [.. groups.Select(StackFacts.Of)],
            Subnets = [.. (behind.Select(subnet => subnet.AvailabilityZone).Distinct().Count() > 1 ? behind : subnets).Select(StackFacts.Of)],
            SecurityGroups = [.. guards.Select(StackFacts.Of)],
            Profiles = await Profiles(groups),
        };

        // What a role is called can only be guessed; what servers have is known.
        async Task<IReadOnlyList<string>> Profiles(IEnumerable<Amazon.ElasticLoadBalancingV2.Model.TargetGroup> among)
        {
            var targets = await Task.WhenAll(among.Select(group => aws.LoadBalancing.DescribeTargetHealthAsync(new() { TargetGroupArn = group.TargetGroupArn })));
            List<string> servers = [.. targets.SelectMany(answer => answer.TargetHealthDescriptions ?? []).Select(health => health.Target.Id).Distinct().Take(MostServers)];
            return servers.Count == 0 ? [] :
            [
                .. (await aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("instance-id", servers)] })).Reservations
                    .SelectMany(reservation => reservation.Instances).Select(instance => instance.IamInstanceProfile?.Arn.Split('/')[^1]).OfType<string>().Distinct().Order(StringComparer.Ordinal),
            ];
        }

        Filter InVpc() => new("vpc-id", [balancer.VpcId]);
    });
}
