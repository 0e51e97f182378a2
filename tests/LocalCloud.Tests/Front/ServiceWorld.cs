using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>A local cloud with real machines, in which services are put up.</summary>
public abstract class ServiceWorld : RunningCloud
{
    /// <summary>
    /// Its <c>/slow</c> takes five seconds. <c>/held</c> tells how many of those it has, and <c>/checks</c> how often its health was checked.
    /// </summary>
    private const string Server =
        """
        #!/usr/bin/env python3
        import http.server, os, time

        class Answers(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            held = checks = 0

            def do_GET(self):
                if self.headers.get("User-Agent", "").startswith("ELB-HealthChecker"):
                    Answers.checks += 1
                if self.path == "/held":
                    return self.say(str(Answers.held))
                if self.path == "/checks":
                    return self.say(str(Answers.checks))
                if self.path == "/version":
                    return self.say('{"version": "1.0.0"}')
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

            def log_message(self, *of_every_request):
                pass

        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 100

        Server((os.environ["HOST"], 8080), Answers).serve_forever()
        """;

    protected ServiceWorld() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "machines need root: run the tests as root to test them");

    protected override IEnumerable<string> More => ["--machines", "process"];

    /// <summary>The state of the region.</summary>
    public new State.Region Region => Service<State.Cloud>().Read(RunningCloud.Region);

    private IEnumerable<string> Subnets => Region.Subnets.Values.OrderBy(subnet => subnet.Zone).Select(subnet => subnet.Id);

    /// <summary>Calls an action; parameters are given as <c>Name=Value</c>.</summary>
    public XElement Call(string service, string action, params IEnumerable<string> parameters)
    {
        var map = parameters.Select(parameter => parameter.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new XElement("Result", Service<ActionTable>().Answer(new AwsCall(service, action, RunningCloud.Region, map)).GetAwaiter().GetResult());
    }

    /// <summary>Makes a load balancer in all zones and gives its ARN.</summary>
    protected string LoadBalancer(string name) => Call("elasticloadbalancing", "CreateLoadBalancer",
        [$"Name={name}", .. Subnets.Select((subnet, index) => $"Subnets.member.{index + 1}={subnet}")]).One("LoadBalancerArn");

    /// <summary>Puts up a service; its servers begin to boot. Health is checked every five seconds.</summary>
    protected ServiceParts Begin(ServicePlan plan, string balancer)
    {
        var name = plan.Name;
        var targets = Call("elasticloadbalancing", "CreateTargetGroup", $"Name={name}", "Protocol=HTTP", "Port=8080", $"VpcId={Region.Vpcs.Keys.Single()}",
            "HealthCheckIntervalSeconds=5", "HealthCheckTimeoutSeconds=2", $"UnhealthyThresholdCount={plan.UnhealthyThreshold}").One("TargetGroupArn");
        Call("elasticloadbalancing", "ModifyTargetGroupAttributes", $"TargetGroupArn={targets}",
            "Attributes.member.1.Key=deregistration_delay.timeout_seconds", $"Attributes.member.1.Value={plan.DeregistrationDelay}");
        var listener = Call("elasticloadbalancing", "CreateListener",
            [$"LoadBalancerArn={balancer}", "Protocol=HTTP", $"Port={plan.Port}", .. BalancedWorld.Forward("DefaultActions", (targets, 1))]).One("ListenerArn");

        Call("ec2", "CreateLaunchTemplate", $"LaunchTemplateName={name}", $"LaunchTemplateData.ImageId={Region.Images.Keys.First()}",
            "LaunchTemplateData.InstanceType=t3.micro", $"LaunchTemplateData.UserData={Convert.ToBase64String(Encoding.UTF8.GetBytes(Server))}");
        string[] checking = plan.ReplacedAfter is { } grace ? ["HealthCheckType=ELB", $"HealthCheckGracePeriod={grace}"] : [];
        Call("autoscaling", "CreateAutoScalingGroup", [$"AutoScalingGroupName={name}", $"LaunchTemplate.LaunchTemplateName={name}", "MinSize=0", "MaxSize=9",
            $"DesiredCapacity={plan.Servers}", $"VPCZoneIdentifier={string.Join(',', Subnets)}", $"TargetGroupARNs.member.1={targets}", .. checking]);
        return new ServiceParts(name, targets, listener, new Uri($"http://{Region.LoadBalancers[balancer].Address}:{plan.Port}"));
    }

    /// <summary>Waits until all servers of a service are healthy.</summary>
    protected static Task AllHealthy(BalancedService service) =>
        service.Becomes(health => health.Count(target => target.State == "healthy") == service.Group.DesiredCapacity);
}
