using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.S3.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Local;

/// <summary>
/// The network, load balancer, target groups, listeners and bucket of the local environment, made through AWS's own calls: what a team's
/// Terraform makes on AWS. What is already there stays as it is.
/// </summary>
public sealed class LocalNetwork(AwsClients aws)
{
    private const string VpcBlock = "10.0.0.0/16";

    /// <summary>Makes what is not there yet.</summary>
    public async Task Ensure(ReleaseEnvironment environment)
    {
        var traffic = environment.Traffic;
        if (await Exists(traffic.LoadBalancer))
            return;

        var vpc = (await aws.Ec2.CreateVpcAsync(new CreateVpcRequest(VpcBlock) { TagSpecifications = [Named(ResourceType.Vpc, traffic.LoadBalancer)] })).Vpc.VpcId;
        var zones = (await aws.Ec2.DescribeAvailabilityZonesAsync()).AvailabilityZones;
        var subnets = new List<string>();
        foreach (var (name, number) in environment.Servers.Subnets.Select((name, number) => (name, number)))
        {
            var made = await aws.Ec2.CreateSubnetAsync(new CreateSubnetRequest
            {
                VpcId = vpc,
                CidrBlock = $"10.0.{number}.0/24",
                AvailabilityZone = zones[number % zones.Count].ZoneName,
                TagSpecifications = [Named(ResourceType.Subnet, name)],
            });
            subnets.Add(made.Subnet.SubnetId);
        }

        foreach (var name in environment.Servers.SecurityGroups)
            await aws.Ec2.CreateSecurityGroupAsync(new() { GroupName = name, Description = "Servers: only the load balancer reaches them", VpcId = vpc });
        await aws.S3.PutBucketAsync(new PutBucketRequest { BucketName = $"bundt-{environment.Name}-{environment.Aws.Region}" });
        await Balance(environment, vpc, subnets);
    }

    // The load balancer comes last but for its listeners, and all of it is skipped once it is there: a broken-off start begins anew.
    private async Task Balance(ReleaseEnvironment environment, string vpc, List<string> subnets)
    {
        var traffic = environment.Traffic;
        var blue = await TargetGroup(environment, traffic.TargetGroups.Blue, vpc);
        var green = await TargetGroup(environment, traffic.TargetGroups.Green, vpc);
        var balancer = (await aws.LoadBalancing.CreateLoadBalancerAsync(new()
        {
            Name = traffic.LoadBalancer,
            Subnets = subnets,
            Type = LoadBalancerTypeEnum.Application,
        })).LoadBalancers[0].LoadBalancerArn;
        await Listen(balancer, traffic.Listener, blue);
        await Listen(balancer, traffic.Preview.Blue, blue);
        await Listen(balancer, traffic.Preview.Green, green);
    }

    private async Task<string> TargetGroup(ReleaseEnvironment environment, string name, string vpc)
    {
        var made = await aws.LoadBalancing.CreateTargetGroupAsync(new()
        {
            Name = name,
            Protocol = ProtocolEnum.HTTP,
            Port = environment.Application.Port,
            VpcId = vpc,
            HealthCheckPath = "/health",
            HealthCheckIntervalSeconds = 5,
            HealthCheckTimeoutSeconds = 2,
            HealthyThresholdCount = 2,
            UnhealthyThresholdCount = 2,
        });
        var arn = made.TargetGroups[0].TargetGroupArn;
        await aws.LoadBalancing.ModifyTargetGroupAttributesAsync(new()
        {
            TargetGroupArn = arn,
            Attributes = [new() { Key = "deregistration_delay.timeout_seconds", Value = "30" }],
        });
        return arn;
    }

    private Task<CreateListenerResponse> Listen(string balancer, int port, string target) => aws.LoadBalancing.CreateListenerAsync(new()
    {
        LoadBalancerArn = balancer,
        Port = port,
        Protocol = ProtocolEnum.HTTP,
        DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = target }],
    });

    private async Task<bool> Exists(string balancer)
    {
        try
        {
            var found = await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [balancer] });
            return found.LoadBalancers is { Count: > 0 };
        }
        catch (LoadBalancerNotFoundException)
        {
            return false;
        }
    }

    private static TagSpecification Named(ResourceType type, string name) => new() { ResourceType = type, Tags = [new("Name", name)] };
}
