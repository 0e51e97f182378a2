using System.Diagnostics;
using System.Globalization;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>A load balancer before a group of slow servers.</summary>
public sealed class SlowService(SlowWorld world, string name, string targetGroup, string listener, Uri address)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The addresses of the servers that are registered and not on their way out.</summary>
    public IReadOnlySet<string> Servers => Health.Where(target => target.State != "draining").Select(Address).ToHashSet();

    private IReadOnlyList<Target> Health => world.Service<ITargets>().Health(RunningCloud.Region, targetGroup);

    /// <summary>Waits until the targets are as they should be.</summary>
    public async Task Becomes(Func<IReadOnlyList<Target>, bool> condition)
    {
        var patience = Stopwatch.StartNew();
        while (!condition(Health))
        {
            (patience.Elapsed < TimeSpan.FromSeconds(60)).ShouldBeTrue($"{name}: {string.Join(", ", Health)}");
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>Sends requests at once, each on a connection of its own, and waits until the servers have all of them.</summary>
    public async Task<IReadOnlyList<Task<SlowAnswer>>> Begin(int requests)
    {
        var begun = Enumerable.Range(0, requests).Select(_ => Ask("/slow")).ToList();
        var servers = Servers;
        while ((await Task.WhenAll(servers.Select(Held))).Sum() < requests)
            begun.ShouldAllBe(request => !request.IsCompleted, "a request was answered before all were under way");
        return begun;
    }

    /// <summary>Moves the traffic to another service's group, in one call.</summary>
    public void SwapTo(SlowService other) => world.Call(
        "elasticloadbalancing", "ModifyListener", [$"ListenerArn={listener}", .. BalancedWorld.Forward("DefaultActions", (other.TargetGroup, 1))]);

    /// <summary>Sets the desired capacity of the group.</summary>
    public void Scale(int servers) =>
        world.Call("autoscaling", "SetDesiredCapacity", $"AutoScalingGroupName={name}", $"DesiredCapacity={servers}");

    /// <summary>Asks once, through the load balancer, for what is not slow.</summary>
    public Task<SlowAnswer> Ask() => Ask("/");

    private string TargetGroup => targetGroup;

    private string Address(Target target) => world.Region.Instances[target.InstanceId].PrivateIp;

    private async Task<int> Held(string server) =>
        int.Parse(await world.Http.GetStringAsync(new Uri($"http://{server}:8080/held"), Cancellation), CultureInfo.InvariantCulture);

    private async Task<SlowAnswer> Ask(string path)
    {
        var watch = Stopwatch.StartNew();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        try
        {
            using var answer = await http.GetAsync(new Uri(address, path), Cancellation);
            var said = await answer.Content.ReadAsStringAsync(Cancellation);
            return new SlowAnswer((int)answer.StatusCode, answer.IsSuccessStatusCode ? said : null, watch.Elapsed);
        }
        catch (HttpRequestException)
        {
            return new SlowAnswer(0, null, watch.Elapsed);
        }
    }
}
