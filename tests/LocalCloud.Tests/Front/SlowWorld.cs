using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>A local cloud with real machines at AWS's own pace, whose servers take five seconds to answer <c>/slow</c>.</summary>
public sealed class SlowWorld : RunningCloud
{
    private const string Server =
        """
        #!/usr/bin/env python3
        import http.server, os, time

        class Answers(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            held = 0

            def do_GET(self):
                if self.path == "/held":
                    return self.say(str(Answers.held))
                if self.path == "/slow":
                    Answers.held += 1
                    time.sleep(5)
                    Answers.held -= 1
                self.say(os.environ["HOST"])

            def say(self, text):
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 100

        Server((os.environ["HOST"], 8080), Answers).serve_forever()
        """;

    private readonly Lazy<Task<Dictionary<string, SlowService>>> _services;

    public SlowWorld()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "machines need root: run the tests as root to test them");
        _services = new(Begin);
    }

    protected override IEnumerable<string> More => ["--machines", "process"];

    /// <summary>The state of the region.</summary>
    public new State.Region Region => Service<State.Cloud>().Read(RunningCloud.Region);

    private IEnumerable<string> Subnets => Region.Subnets.Values.OrderBy(subnet => subnet.Zone).Select(subnet => subnet.Id);

    /// <summary>The service of this name, all of whose servers are healthy. All services begin together.</summary>
    public async Task<SlowService> Ready(string name) => (await _services.Value)[name];

    /// <summary>Calls an action; parameters are given as <c>Name=Value</c>.</summary>
    public XElement Call(string service, string action, params IEnumerable<string> parameters)
    {
        var map = parameters.Select(parameter => parameter.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new XElement("Result", Service<ActionTable>().Answer(new AwsCall(service, action, RunningCloud.Region, map)).GetAwaiter().GetResult());
    }

    private async Task<Dictionary<string, SlowService>> Begin()
    {
        var (swap, scaleIn) = (LoadBalancer("swap"), LoadBalancer("scale-in"));
        SlowService[] services =
        [
            Begin("blue", swap, 8000, servers: 1, deregistrationDelay: 300),
            Begin("green", swap, 8001, servers: 1, deregistrationDelay: 300),
            Begin("patient", scaleIn, 8000, servers: 2, deregistrationDelay: 10),
            Begin("hasty", scaleIn, 8001, servers: 2, deregistrationDelay: 2),
        ];
        foreach (var service in services)
            await service.Becomes(health => health.Count(target => target.State == "healthy") == Region.ScalingGroups[service.Name].DesiredCapacity);
        return services.ToDictionary(service => service.Name);
    }

    private string LoadBalancer(string name) => Call("elasticloadbalancing", "CreateLoadBalancer",
        [$"Name={name}", .. Subnets.Take(2).Select((subnet, index) => $"Subnets.member.{index + 1}={subnet}")]).One("LoadBalancerArn");

    private SlowService Begin(string name, string balancer, int port, int servers, int deregistrationDelay)
    {
        var targets = Call("elasticloadbalancing", "CreateTargetGroup", $"Name={name}", "Protocol=HTTP", "Port=8080", $"VpcId={Region.Vpcs.Keys.Single()}",
            "HealthCheckIntervalSeconds=5", "HealthCheckTimeoutSeconds=2", "UnhealthyThresholdCount=10").One("TargetGroupArn");
        Call("elasticloadbalancing", "ModifyTargetGroupAttributes", $"TargetGroupArn={targets}",
            "Attributes.member.1.Key=deregistration_delay.timeout_seconds", $"Attributes.member.1.Value={deregistrationDelay}");
        var listener = Call("elasticloadbalancing", "CreateListener",
            [$"LoadBalancerArn={balancer}", "Protocol=HTTP", $"Port={port}", .. BalancedWorld.Forward("DefaultActions", (targets, 1))]).One("ListenerArn");

        Call("ec2", "CreateLaunchTemplate", $"LaunchTemplateName={name}", $"LaunchTemplateData.ImageId={Region.Images.Keys.First()}",
            "LaunchTemplateData.InstanceType=t3.micro", $"LaunchTemplateData.UserData={Convert.ToBase64String(Encoding.UTF8.GetBytes(Server))}");
        Call("autoscaling", "CreateAutoScalingGroup", $"AutoScalingGroupName={name}", $"LaunchTemplate.LaunchTemplateName={name}", "MinSize=0", "MaxSize=9",
            $"DesiredCapacity={servers}", $"VPCZoneIdentifier={string.Join(',', Subnets)}", $"TargetGroupARNs.member.1={targets}");
        return new SlowService(this, name, targets, listener, new Uri($"http://{Region.LoadBalancers[balancer].Address}:{port}"));
    }
}
