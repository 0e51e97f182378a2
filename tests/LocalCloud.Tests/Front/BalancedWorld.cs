using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Front;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>Load balancing alone: the real actions, health checks and traffic, on servers of the test's making. Seconds pass ten times as fast.</summary>
public sealed class BalancedWorld : IAsyncLifetime
{
    public const string RegionName = "eu-west-1";

    // One for all worlds, which run at the same time.
    private static readonly Addresses Addresses = new();

    private readonly List<TestServer> _servers = [];
    private ServiceProvider? _services;

    public Bundt.LocalCloud.State.Cloud Cloud => Service<Bundt.LocalCloud.State.Cloud>();

    public ITargets Targets => Service<ITargets>();

    public ArmedFaults Faults => Service<ArmedFaults>();

    public Region Region => Cloud.Read(RegionName);

    /// <summary>A client that keeps its connections.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    public T Service<T>() where T : notnull => _services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync() => await Start([]);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        foreach (var server in _servers)
            await server.DisposeAsync();
        Http.Dispose();
    }

    /// <summary>Ends load balancing and begins it again from the state that it left.</summary>
    public async Task Restart()
    {
        var state = Cloud.Regions.ToList();
        await Stop();
        await Start(state);
    }

    /// <summary>Calls an action; parameters are given as <c>Name=Value</c>.</summary>
    public XElement Call(string action, params IEnumerable<string> parameters)
    {
        var map = parameters.Select(parameter => parameter.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new XElement("Result", Service<ActionTable>().Answer(new AwsCall("elasticloadbalancing", action, RegionName, map)).GetAwaiter().GetResult());
    }

    /// <summary>The error code that an action refuses with.</summary>
    public string Refusal(string action, params IEnumerable<string> parameters)
    {
        var error = Should.Throw<AwsError>(() => Call(action, parameters));
        error.Status.ShouldBe(400);
        return error.Code;
    }

    /// <summary>Makes a load balancer and gives its ARN.</summary>
    public string LoadBalancer(string name) => Call(
        "CreateLoadBalancer",
        ["Name=" + name, .. Region.Subnets.Values.Take(2).Select((subnet, index) => $"Subnets.member.{index + 1}={subnet.Id}")]).One("LoadBalancerArn");

    /// <summary>Makes a target group, checked every half second, and gives its ARN.</summary>
    public string TargetGroup(string name, params IEnumerable<string> more) => Call("CreateTargetGroup",
    [
        "Name=" + name, "Protocol=HTTP", "Port=8080", "VpcId=" + Region.Vpcs.Keys.Single(), "HealthCheckPath=/health", "HealthCheckIntervalSeconds=5",
        "HealthCheckTimeoutSeconds=2", "HealthyThresholdCount=2", "UnhealthyThresholdCount=2", .. more,
    ]).One("TargetGroupArn");

    /// <summary>Makes a listener that forwards by weight and gives its ARN.</summary>
    public string Listener(string balancer, int port, params (string Group, int Weight)[] groups) =>
        Call("CreateListener", ["LoadBalancerArn=" + balancer, "Protocol=HTTP", $"Port={port}", .. Forward("DefaultActions", groups)]).One("ListenerArn");

    /// <summary>The parameters of a weighted forward.</summary>
    public static IEnumerable<string> Forward(string name, params (string Group, int Weight)[] groups) =>
    [
        $"{name}.member.1.Type=forward",
        .. groups.SelectMany((group, index) => new[]
        {
            $"{name}.member.1.ForwardConfig.TargetGroups.member.{index + 1}.TargetGroupArn={group.Group}",
            $"{name}.member.1.ForwardConfig.TargetGroups.member.{index + 1}.Weight={group.Weight}",
        }),
    ];

    /// <summary>An instance with a server on it that says its name.</summary>
    public async Task<TestServer> Server(string name, bool runs = true)
    {
        var address = Addresses.Take(10, 8080);
        var subnet = Region.Subnets.Values.First();
        var instance = new Instance
        {
            Id = Ids.New("i"),
            Launch = new InstanceLaunch { ImageId = "ami-1" },
            State = "running",
            PrivateIp = address.ToString(),
            SubnetId = subnet.Id,
            VpcId = subnet.VpcId,
            Zone = subnet.Zone,
            VolumeId = "vol-1",
            ReservationId = "r-1",
            LaunchTime = DateTimeOffset.UnixEpoch,
        };
        Cloud.Change(RegionName, region => region with { Instances = region.Instances.Add(instance.Id, instance) });
        var server = new TestServer(instance.Id, name, address);
        _servers.Add(server);
        if (runs)
            await server.Start();
        return server;
    }

    /// <summary>A server that is a healthy target of a group in use.</summary>
    public async Task<TestServer> Healthy(string name, string group)
    {
        var server = await Server(name);
        Targets.Register(RegionName, group, server.InstanceId);
        await Becomes(group, server, "healthy");
        return server;
    }

    /// <summary>The target as DescribeTargetHealth would show it.</summary>
    public Target? Target(string group, TestServer server) => Targets.Health(RegionName, group).FirstOrDefault(target => target.InstanceId == server.InstanceId);

    /// <summary>Waits until the target has a state; null is gone.</summary>
    public Task Becomes(string group, TestServer server, string? state) =>
        Until(() => Target(group, server)?.State == state, () => $"{server.Name} is {Target(group, server)}, not {state}");

    /// <summary>Waits until a deregistered target has no request left.</summary>
    public Task Drains(string group, TestServer server) =>
        Until(() => Target(group, server) is { State: "draining", Drained: true }, () => $"{server.Name} is {Target(group, server)}, not drained");

    /// <summary>Sets an attribute of a load balancer, listener or target group.</summary>
    public void Set(string arn, string key, string value)
    {
        var kind = arn.Contains(":targetgroup/", StringComparison.Ordinal) ? "TargetGroup" : arn.Contains(":listener/", StringComparison.Ordinal) ? "Listener" : "LoadBalancer";
        Call($"Modify{kind}Attributes", $"{kind}Arn={arn}", $"Attributes.member.1.Key={key}", $"Attributes.member.1.Value={value}")
            .Descendants("member").ShouldContain(attribute => attribute.One("Key") == key && attribute.One("Value") == value);
    }

    /// <summary>Changes the state of an instance.</summary>
    public void Set(TestServer server, string state) => Cloud.Change(RegionName, region => region with
    {
        Instances = region.Instances.SetItem(server.InstanceId, region.Instances[server.InstanceId] with { State = state, PrivateIp = state == "terminated" ? "" : region.Instances[server.InstanceId].PrivateIp }),
    });

    /// <summary>Where a listener answers.</summary>
    public Uri Address(string balancer, int port, string path = "/") => new($"http://{Region.LoadBalancers[balancer].Address}:{port}{path}");

    /// <summary>Waits until a listener answers at all.</summary>
    public Task Listens(Uri address) => Until(async () =>
    {
        try
        {
            using var answer = await Http.GetAsync(address);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }, () => $"{address} does not answer");

    /// <summary>Waits for a condition, for at most ten seconds.</summary>
    public static Task Until(Func<bool> condition, Func<string> complaint) => Until(() => Task.FromResult(condition()), complaint);

    /// <summary>Waits for a condition, for at most ten seconds.</summary>
    public static async Task Until(Func<Task<bool>> condition, Func<string> complaint)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10)).ShouldBeTrue(complaint());
            await Task.Delay(10);
        }
    }

    private async Task Start(IReadOnlyList<Region> state)
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new Options { StateDirectory = "", TimeScale = 0.1 })
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Bundt.LocalCloud.State.Cloud>()
            .AddSingleton(Addresses)
            .AddSingleton<ActionTable>()
            .AddSingleton<ArmedFaults>()
            .AddSingleton<IMachines, NoMachines>()
            .AddLoadBalancing()
            .BuildServiceProvider();
        Service<ActionTable>().RegisterLoadBalancing(_services);
        Cloud.Load(state);
        Cloud.Read(RegionName);
        foreach (var hosted in _services.GetServices<IHostedService>())
            await hosted.StartAsync(CancellationToken.None);
    }

    private async Task Stop()
    {
        foreach (var hosted in _services!.GetServices<IHostedService>())
            await hosted.StopAsync(CancellationToken.None);
        await _services!.DisposeAsync();
    }
}
