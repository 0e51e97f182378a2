using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.S3.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;

namespace Bundt.Cloud.Local;

/// <summary>
/// The network, load balancer, target groups, listeners and bucket of the local environment, made through AWS's own calls: what a team's
/// Terraform makes on AWS. What is already there stays as it is.
/// </summary>
/// <param name="access">Reaches the local cloud.</param>
/// <param name="home">Where Terraform's folders are, or null for none: what Terraform makes is not made here.</param>
public sealed class LocalNetwork(Func<AwsAccess> access, Home? home = null) : IDisposable
{
    // There is no lease yet: the bucket that holds it is made here.
    private readonly AwsClients _aws = AwsClients.WithoutLease(access, "local-network");

    private const string VpcBlock = "10.0.0.0/16";

    /// <summary>Makes what is not there yet.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="network">What it has beyond the names in its file; null for what the local environment has.</param>
    /// <exception cref="Problem">The local cloud refuses it: for one, a listener's port may be somebody else's on this computer.</exception>
    public Task Ensure(ReleaseEnvironment environment, TwinNetwork? network = null) => _aws.Call($"make the network of {environment.Name}", async () =>
    {
        if (home?.Infrastructure(environment.Name).IsThere != true)
            await Listen(environment.Traffic, await Find(environment.Traffic.LoadBalancer) ?? await Make(environment, network ?? TwinNetwork.Local));
        await Bucket(environment.StateBucket);
        return 0;
    });

    /// <inheritdoc />
    public void Dispose() => _aws.Dispose();

    private async Task<string> Make(ReleaseEnvironment environment, TwinNetwork network)
    {
        var traffic = environment.Traffic;
        var vpc = (await _aws.Ec2.CreateVpcAsync(new CreateVpcRequest(VpcBlock) { TagSpecifications = [Named(ResourceType.Vpc, traffic.LoadBalancer)] })).Vpc.VpcId;
        var zones = (await _aws.Ec2.DescribeAvailabilityZonesAsync()).AvailabilityZones;
        var subnets = new List<string>();
        foreach (var (name, number) in environment.Servers.Subnets.Select((name, number) => (name, number)))
        {
            var made = await _aws.Ec2.CreateSubnetAsync(new CreateSubnetRequest
            {
                VpcId = vpc,
                CidrBlock = $"10.0.{number}.0/24",
                AvailabilityZone = zones.Find(zone => zone.ZoneName == network.Zones.ElementAtOrDefault(number))?.ZoneName ?? zones[number % zones.Count].ZoneName,
                TagSpecifications = [Named(ResourceType.Subnet, name)],
            });
            subnets.Add(made.Subnet.SubnetId);
        }

        var guard = await Guard($"{traffic.LoadBalancer}-load-balancer", "Load balancer: the public reaches the listener, this computer the previews", vpc,
        [
            Open(traffic.Listener, ranges: [new() { CidrIp = "0.0.0.0/0" }]),
            .. new[] { traffic.Preview.Blue, traffic.Preview.Green }.Select(port => Open(port, ranges: [new() { CidrIp = "127.0.0.0/8" }])),
        ]);
        foreach (var name in environment.Servers.SecurityGroups)
            await Guard(name, "Servers: only the load balancer reaches them", vpc, [Open(environment.Application.Port, groups: [new() { GroupId = guard }])]);
        await TargetGroup(environment, traffic.TargetGroups.Blue, network.TargetGroups.Blue, vpc);
        await TargetGroup(environment, traffic.TargetGroups.Green, network.TargetGroups.Green, vpc);

        // The load balancer comes last: once it is there all of this is skipped, and a start that was broken off begins anew.
        return (await _aws.LoadBalancing.CreateLoadBalancerAsync(new()
        {
            Name = traffic.LoadBalancer,
            Subnets = subnets,
            SecurityGroups = [guard],
            Type = LoadBalancerTypeEnum.Application,
        })).LoadBalancers[0].LoadBalancerArn;
    }

    private async Task<string> Guard(string name, string description, string vpc, List<IpPermission> openings)
    {
        var made = (await _aws.Ec2.CreateSecurityGroupAsync(new() { GroupName = name, Description = description, VpcId = vpc })).GroupId;
        await _aws.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = made, IpPermissions = openings });
        return made;
    }

    private static IpPermission Open(int port, List<IpRange>? ranges = null, List<UserIdGroupPair>? groups = null) =>
        new() { IpProtocol = "tcp", FromPort = port, ToPort = port, Ipv4Ranges = ranges, UserIdGroupPairs = groups };

    // Those that a start before this one could not open, because somebody else had the port, are opened now.
    private async Task Listen(TrafficSettings traffic, string balancer)
    {
        var there = ((await _aws.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = balancer })).Listeners ?? []).Select(listener => listener.Port).ToList();
        (int Port, string Target)[] wanted =
            [(traffic.Listener, traffic.TargetGroups.Blue), (traffic.Preview.Blue, traffic.TargetGroups.Blue), (traffic.Preview.Green, traffic.TargetGroups.Green)];
        foreach (var (port, target) in wanted.Where(listener => !there.Contains(listener.Port)))
        {
            var group = (await _aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = [target] })).TargetGroups[0].TargetGroupArn;
            await Listen(balancer, port, group);
        }
    }

    // The environments of an account share it.
    private async Task Bucket(string name)
    {
        if (!((await _aws.S3.ListBucketsAsync(new ListBucketsRequest())).Buckets ?? []).Exists(bucket => bucket.BucketName == name))
            await _aws.S3.PutBucketAsync(new PutBucketRequest { BucketName = name });
    }

    private async Task TargetGroup(ReleaseEnvironment environment, string name, TargetGroupSettings settings, string vpc)
    {
        var made = await _aws.LoadBalancing.CreateTargetGroupAsync(new()
        {
            Name = name,
            Protocol = ProtocolEnum.HTTP,
            Port = environment.Application.Port,
            VpcId = vpc,
            HealthCheckPath = settings.Path,
            HealthCheckPort = settings.Port,
            HealthCheckIntervalSeconds = settings.Interval,
            HealthCheckTimeoutSeconds = settings.Timeout,
            HealthyThresholdCount = settings.Up,
            UnhealthyThresholdCount = settings.Down,
            Matcher = new() { HttpCode = settings.Matcher },
        });
        await _aws.LoadBalancing.ModifyTargetGroupAttributesAsync(new()
        {
            TargetGroupArn = made.TargetGroups[0].TargetGroupArn,
            Attributes = [.. TargetGroupAttributes.Of(settings).Select(attribute => new TargetGroupAttribute { Key = attribute.Key, Value = attribute.Value })],
        });
    }

    private Task<CreateListenerResponse> Listen(string balancer, int port, string target) => _aws.LoadBalancing.CreateListenerAsync(new()
    {
        LoadBalancerArn = balancer,
        Port = port,
        Protocol = ProtocolEnum.HTTP,
        DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = target }],
    });

    private async Task<string?> Find(string balancer)
    {
        try
        {
            return (await _aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [balancer] })).LoadBalancers is [var found, ..] ? found.LoadBalancerArn : null;
        }
        catch (LoadBalancerNotFoundException)
        {
            return null;
        }
    }

    private static TagSpecification Named(ResourceType type, string name) => new() { ResourceType = type, Tags = [new("Name", name)] };
}
