using System.Net;
using System.Text.Json;
using Bundt.LocalCloud.Tests.AutoScaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Bundt.LocalCloud.Tests.LoadBalancing;

/// <summary>A whole load balancer as the aws CLI meets it, with real requests through it.</summary>
public sealed class OverTheWire(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    private readonly AwsCli _aws = new(cloud);

    [Fact]
    public async Task Should_Balance_From_The_First_Call_To_The_Last()
    {
        var image = await Text("ec2 describe-images --owners amazon --query Images[0].ImageId");
        var vpc = await Text("ec2 describe-vpcs --query Vpcs[0].VpcId");
        var subnets = string.Join(' ', (await _aws.Run("ec2 describe-subnets --query Subnets[].SubnetId")).EnumerateArray().Select(subnet => subnet.GetString()));
        var instance = await Text($"ec2 run-instances --image-id {image} --instance-type t3.micro --query Instances[0].InstanceId");
        await _aws.Run($"ec2 wait instance-running --instance-ids {instance}");
        await using var server = await Server(await Text($"ec2 describe-instances --instance-ids {instance} --query Reservations[0].Instances[0].PrivateIpAddress"));

        var group = await Text($"elbv2 create-target-group --name wire --protocol HTTP --port 8080 --vpc-id {vpc} --query TargetGroups[0].TargetGroupArn");
        var balancer = await Text($"elbv2 create-load-balancer --name wire --subnets {subnets} --tags Key=team,Value=web --query LoadBalancers[0].LoadBalancerArn");
        await _aws.Run($"elbv2 wait load-balancer-available --load-balancer-arns {balancer}");
        var listener = await Text(
            $"elbv2 create-listener --load-balancer-arn {balancer} --protocol HTTP --port 8000 --default-actions Type=forward,TargetGroupArn={group} --query Listeners[0].ListenerArn");
        await _aws.Run($"elbv2 register-targets --target-group-arn {group} --targets Id={instance}");
        await _aws.Run($"elbv2 wait target-in-service --target-group-arn {group}");

        var shown = await _aws.Run($"elbv2 describe-listeners --listener-arns {listener} --query Listeners[0].DefaultActions[0]");
        shown.GetProperty("TargetGroupArn").GetString().ShouldBe(group);
        shown.GetProperty("ForwardConfig").GetProperty("TargetGroups")[0].GetProperty("Weight").GetInt32().ShouldBe(1);
        (await Text($"elbv2 describe-tags --resource-arns {balancer} --query TagDescriptions[0].Tags[0].Value")).ShouldBe("web");
        (await Text($"elbv2 describe-target-groups --load-balancer-arn {balancer} --query TargetGroups[0].LoadBalancerArns[0]")).ShouldBe(balancer);

        var address = new Uri($"http://{await Text("elbv2 describe-load-balancers --names wire --query LoadBalancers[0].DNSName")}:8000");
        (await cloud.Http.GetStringAsync(address, TestContext.Current.CancellationToken)).ShouldBe("the server");
        await cloud.Restart();
        (await _aws.Refusal("elbv2 describe-load-balancers --names other")).ShouldContain("(LoadBalancerNotFound)");
        (await Text("elbv2 describe-load-balancers --names wire --query LoadBalancers[0].DNSName")).ShouldBe(address.Host);

        await _aws.Run($"elbv2 delete-load-balancer --load-balancer-arn {balancer}");
        await _aws.Run($"elbv2 delete-target-group --target-group-arn {group}");
    }

    private async Task<string> Text(string command) => (await _aws.Run(command)) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static async Task<WebApplication> Server(string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), 8080));
        var server = builder.Build();
        server.Run(http => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, "the server"));
        await server.StartAsync();
        return server;
    }
}
