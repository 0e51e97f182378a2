using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud;
using Bundt.Cloud.Access;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Tests.Runs;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Runs;
using LoadBalancer = Bundt.Cloud.Traffic.LoadBalancer;
using ServerGroups = Bundt.Cloud.Servers.ServerGroups;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What AWS, or the account, holds against a run.</summary>
internal static class OfTheAccount
{
    public static IReadOnlyList<Failure> All =>
    [
        Refused("a call without its permission", "AccessDenied", "User: arn:aws:sts::123456789012:assumed-role/deploy/ci is not authorized to perform: autoscaling:CreateAutoScalingGroup"),
        Refused("a call that AWS finds wrong", "ValidationError", "The subnet does not exist."),
        Refused("a call too many", "Throttling", "Rate exceeded"),
        Refused("a call with credentials of yesterday", "ExpiredToken", "The security token included in the request is expired"),
        Called("a call without credentials", "tell whose credentials these are", new AmazonClientException("Failed to resolve AWS credentials.")),
        Called("a call that AWS does not answer", "read the health of web-prod-green", new HttpRequestException("Name or service not known (autoscaling.eu-west-1.amazonaws.com:443)")),
        Called("a call that nothing comes back of", "read the health of web-prod-green", new TimeoutException()),
        Called("a local cloud that does not answer", "read the health of web-prod-green", new HttpRequestException("Connection refused (127.0.0.1:4600)"), new("http://127.0.0.1:4600")),
        Failure.Decided("Status", "a local cloud that does not run", () => AwsAccess.Of(Cloud.Tests.Some.Environment with { Aws = new() { Account = "000000000000", Region = "eu-west-1", Endpoint = "local" } }, "/there/is/none")),
        new("credentials of another account", "Test", async ground =>
        {
            await using var run = await ground.There("stranger", environment => environment with { Aws = environment.Aws with { Account = "123456789012" } });
            await run.Account.Demand();
        }) { IsSetup = true },
        new("a load balancer in another region", "Test", async ground =>
        {
            await using var run = await ground.There("abroad", environment => environment with { Aws = environment.Aws with { Region = "us-east-1" } });
            await run.Account.Demand();
        }) { IsSetup = true },
        new("a load balancer that is not there", "Test", async ground =>
        {
            await using var run = await ground.There("nobody", environment => environment with { Traffic = environment.Traffic with { LoadBalancer = "no-such" } });
            await run.Account.Demand();
        }) { IsSetup = true },
        new("no state bucket", "Tag", async ground =>
        {
            await using var run = await ground.There("unkept", environment => environment with { StateBucket = "not-there" });
            await run.Lease.Take();
        }),
        new("the lease of another run", "Tag", async ground =>
        {
            var environment = await ARun.Environment(ground.Cloud, "taken");
            await using var first = new ARun(ground.Cloud, environment, new(DateTimeOffset.UtcNow), "run-1");
            await using var second = new ARun(ground.Cloud, environment, new(DateTimeOffset.UtcNow), "run-2");
            await first.Lease.Take();
            await second.Lease.Take();
        }),
        Failure.Decided("Deploy", "a write without the lease", () =>
        {
            using var guard = new WriteGuard(TimeProvider.System);
            guard.Demand("CreateAutoScalingGroup");
            return null;
        }),
        Failure.Decided("Deploy", "a lease that ran out", () =>
        {
            using var guard = new WriteGuard(TimeProvider.System);
            guard.Hold(Lease.Begin(new("shop", "prod", "anna@ci", "run-1", "Release"), DateTimeOffset.UtcNow.AddHours(-1), TimeSpan.FromMinutes(1)));
            guard.Demand("CreateAutoScalingGroup");
            return null;
        }),
        Ordered("subnet", "a subnet that is not there", servers => servers with { Subnets = ["no-such"] }),
        Ordered("twice", "a security group of two networks", servers => servers with { SecurityGroups = ["twice"] }, async run =>
        {
            var subnet = (await run.Aws.Ec2.DescribeSubnetsAsync(new())).Subnets[0];
            await run.Aws.Ec2.CreateSecurityGroupAsync(new() { GroupName = "twice", Description = "one", VpcId = subnet.VpcId });
            var other = (await run.Aws.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.99.0.0/16" })).Vpc.VpcId;
            await run.Aws.Ec2.CreateSecurityGroupAsync(new() { GroupName = "twice", Description = "two", VpcId = other });
        }),
        Ordered("again", "a server group of the same name that is another's", servers => servers, again: true),
        new("a server group that Bundt did not make", "Rollback", async ground =>
        {
            await using var run = await Writer(ground, "legacy");
            var environment = await ARun.Environment(ground.Cloud, "legacy");
            var image = (await run.Aws.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId;
            await run.Aws.AutoScaling.CreateLaunchConfigurationAsync(new() { LaunchConfigurationName = "legacy", ImageId = image, InstanceType = "t3.micro" });
            await run.Aws.AutoScaling.CreateAutoScalingGroupAsync(new() { AutoScalingGroupName = "legacy", MinSize = 0, MaxSize = 0, LaunchConfigurationName = "legacy", AvailabilityZones = ["eu-west-1a"] });
            var groups = new ServerGroups(run.Aws, () => environment, ground.Poll);
            await groups.Retire((await groups.Find("legacy"))!);
        }),
        new("a launch template whose image AWS does not tell", "Prune", async ground =>
        {
            await using var run = await Writer(ground, "resolved");
            await run.Aws.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "theirs", LaunchTemplateData = new() { ImageId = "resolve:ssm:/no/such" } });
            await new Cloud.Images.Images(run.Aws, () => Cloud.Tests.Some.Environment, ground.Poll).References();
        }),
    ];

    private static Failure Refused(string situation, string code, string message) => Called(situation, "create the Auto Scaling group shop-prod-v1-5-0-1", new AmazonAutoScalingException(
        message, ErrorType.Sender, code, "id", System.Net.HttpStatusCode.BadRequest), step: "Deploy");

    private static Failure Called(string situation, string what, Exception failure, Uri? local = null, string step = "Deploy") =>
        new(situation, step, _ => AwsFailure.Translate<int>(what, () => throw failure, local));

    private static Failure Ordered(string name, string situation, Func<ServerSettings, ServerSettings> settings, Func<ARun, Task>? before = null, bool again = false) =>
        new(situation, "Deploy", async ground =>
        {
            await using var run = await Writer(ground, name);
            await (before?.Invoke(run) ?? Task.CompletedTask);
            var environment = await ARun.Environment(ground.Cloud, name);
            var image = (await run.Aws.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId;
            var order = new ServerGroupOrder(
                "shop-prod-v1-5-0-1", new(image), 0, (await new LoadBalancer(run.Aws, () => environment).Read()).Idle, settings(environment.Servers),
                new Dictionary<string, string> { [Names.Release] = "v1.5.0" });
            var groups = new ServerGroups(run.Aws, () => environment, ground.Poll);
            await groups.Create(order);
            if (again)
                await groups.Create(order with { Tags = new Dictionary<string, string> { [Names.Release] = "v1.5.0-rc.1" } });
        });

    private static async Task<ARun> Writer(Ground ground, string name)
    {
        var run = await ground.There(name);
        await run.Lease.Take();
        return run;
    }
}
