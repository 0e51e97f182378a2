using System.Diagnostics;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>A service that is asked for what is slow.</summary>
public sealed class SlowService(ServiceWorld world, ServiceParts parts) : BalancedService(world, parts)
{
    /// <summary>The addresses of the servers that are registered and not on their way out.</summary>
    public IReadOnlySet<string> Servers =>
        Targets.Targets.Where(target => target.State != "draining").Select(target => AddressOf(target.InstanceId)).ToHashSet();

    /// <summary>Sends requests at once, each on a connection of its own, and waits until the servers have all of them.</summary>
    public async Task<IReadOnlyList<Task<SlowAnswer>>> Begin(int requests)
    {
        var begun = Enumerable.Range(0, requests).Select(_ => Ask("/slow")).ToList();
        var servers = Servers;
        while ((await Task.WhenAll(servers.Select(server => Tells(server, "held")))).Sum() < requests)
            begun.ShouldAllBe(request => !request.IsCompleted, "a request was answered before all were under way");
        return begun;
    }

    /// <summary>Moves the traffic to another service's group, in one call.</summary>
    public void SwapTo(SlowService other) => World.Call(
        "elasticloadbalancing", "ModifyListener", [$"ListenerArn={Listener}", .. BalancedWorld.Forward("DefaultActions", (other.TargetGroup, 1))]);

    /// <summary>Sets the desired capacity of the group.</summary>
    public void Scale(int servers) =>
        World.Call("autoscaling", "SetDesiredCapacity", $"AutoScalingGroupName={Name}", $"DesiredCapacity={servers}");

    /// <summary>Asks once, through the load balancer, for what is not slow.</summary>
    public Task<SlowAnswer> Ask() => Ask("/");

    private async Task<SlowAnswer> Ask(string path)
    {
        var watch = Stopwatch.StartNew();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, path), Cancellation);
            var said = await answer.Content.ReadAsStringAsync(Cancellation);
            return new SlowAnswer((int)answer.StatusCode, answer.IsSuccessStatusCode ? said : null, watch.Elapsed);
        }
        catch (HttpRequestException)
        {
            return new SlowAnswer(0, null, watch.Elapsed);
        }
    }
}
