using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Tests.Checks;

/// <summary>The stack of a test's own, on which faults are planted.</summary>
internal sealed class Ground(AwsClients aws, ReleaseEnvironment environment)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ReleaseEnvironment Environment => environment;

    public int Live => environment.Traffic.Listener;

    public Task<string> Blue() => TargetGroupArn(environment.Traffic.TargetGroups.Blue);

    public Task<string> Green() => TargetGroupArn(environment.Traffic.TargetGroups.Green);

    public async Task Silence(int port) => await aws.LoadBalancing.DeleteListenerAsync(new() { ListenerArn = (await Listener(port)).ListenerArn }, Now);

    public async Task Answer(int port) => await aws.LoadBalancing.ModifyListenerAsync(
        new() { ListenerArn = (await Listener(port)).ListenerArn, DefaultActions = [new() { Type = ActionTypeEnum.FixedResponse, FixedResponseConfig = new() { StatusCode = "503" } }] }, Now);

    public async Task Point(int port, IEnumerable<(string Target, int Weight)> targets) => await aws.LoadBalancing.ModifyListenerAsync(
        new() { ListenerArn = (await Listener(port)).ListenerArn, DefaultActions = [Forward(targets)] }, Now);

    public async Task AddRule(int port, int priority, string target) => await aws.LoadBalancing.CreateRuleAsync(
        new() { ListenerArn = (await Listener(port)).ListenerArn, Priority = priority, Conditions = [new() { Field = "path-pattern", Values = ["/old/*"] }], Actions = [Forward([(target, 1)])] }, Now);

    public async Task Listen(string target) => await aws.LoadBalancing.CreateListenerAsync(
        new() { LoadBalancerArn = (await Balancer()).LoadBalancerArn, Port = LocalCloud.Options.Parse(["--port", "0", "--state", "."], _ => null).Port, Protocol = ProtocolEnum.HTTP, DefaultActions = [Forward([(target, 1)])] }, Now);

    public async Task<string> TargetGroup(string name, string? vpc = null) => (await aws.LoadBalancing.CreateTargetGroupAsync(
        new() { Name = name, Protocol = ProtocolEnum.HTTP, Port = 8080, VpcId = vpc ?? (await Balancer()).VpcId }, Now)).TargetGroups[0].TargetGroupArn;

    public Task Check(string target, string path) => aws.LoadBalancing.ModifyTargetGroupAsync(new() { TargetGroupArn = target, HealthCheckPath = path }, Now);

    public async Task<string> Vpc() => (await aws.Ec2.CreateVpcAsync(new CreateVpcRequest("10.9.0.0/16"), Now)).Vpc.VpcId;

    public async Task Subnet(string name, string? vpc = null) => await aws.Ec2.CreateSubnetAsync(new CreateSubnetRequest
    {
        VpcId = vpc ?? (await Balancer()).VpcId,
        CidrBlock = vpc is null ? "10.0.99.0/24" : "10.9.0.0/24",
        AvailabilityZone = "eu-west-1a",
        TagSpecifications = [new() { ResourceType = Amazon.EC2.ResourceType.Subnet, Tags = [new("Name", name)] }],
    }, Now);

    public async Task Open(string name, int port, string cidr) => await aws.Ec2.AuthorizeSecurityGroupIngressAsync(new AuthorizeSecurityGroupIngressRequest
    {
        GroupId = (await Guard(name)).GroupId,
        IpPermissions = [new() { IpProtocol = "tcp", FromPort = port, ToPort = port, Ipv4Ranges = [new() { CidrIp = cidr }] }],
    }, Now);

    public async Task Close(string name, int port)
    {
        var guard = await Guard(name);
        await aws.Ec2.RevokeSecurityGroupIngressAsync(
            new RevokeSecurityGroupIngressRequest { GroupId = guard.GroupId, IpPermissions = [.. guard.IpPermissions.Where(permission => permission.FromPort == port)] }, Now);
    }

    public async Task Serve(ImageId image, string profile)
    {
        var subnet = (await aws.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("vpc-id", [(await Balancer()).VpcId])] }, Now)).Subnets[0].SubnetId;
        var launched = await aws.Ec2.RunInstancesAsync(new RunInstancesRequest(image.Value, 1, 1) { InstanceType = "t3.micro", SubnetId = subnet, IamInstanceProfile = new() { Name = profile } }, Now);
        var server = launched.Reservation.Instances[0].InstanceId;
        await new Poll(TimeProvider.System).Until($"{server} to run", async _ =>
            (await aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [server] }, Now)).Reservations[0].Instances[0].State.Name is var state && state == Amazon.EC2.InstanceStateName.Running
                ? null : $"it is {state}", TimeSpan.FromSeconds(20), Now);
        await aws.LoadBalancing.RegisterTargetsAsync(new() { TargetGroupArn = await Blue(), Targets = [new() { Id = server }] }, Now);
    }

    private static Amazon.ElasticLoadBalancingV2.Model.Action Forward(IEnumerable<(string Target, int Weight)> targets) => new()
    {
        Type = ActionTypeEnum.Forward,
        ForwardConfig = new() { TargetGroups = [.. targets.Select(target => new TargetGroupTuple { TargetGroupArn = target.Target, Weight = target.Weight })] },
    };

    private async Task<SecurityGroup> Guard(string name) =>
        (await aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-name", [name])] }, Now)).SecurityGroups.Single();

    private async Task<LoadBalancer> Balancer() =>
        (await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [environment.Traffic.LoadBalancer] }, Now)).LoadBalancers.Single();

    private async Task<Listener> Listener(int port) =>
        (await aws.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = (await Balancer()).LoadBalancerArn }, Now)).Listeners.Single(listener => listener.Port == port);

    private async Task<string> TargetGroupArn(string name) =>
        (await aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = [name] }, Now)).TargetGroups.Single().TargetGroupArn;
}
