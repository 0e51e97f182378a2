using System.Diagnostics;
using System.Net;
using Bundt.LocalCloud.Faults;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>What clients see while listeners, rules and weights change.</summary>
public sealed class ChangingRules(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Fact]
    public async Task Should_Swap_Without_Losing_A_Request_Or_A_Connection()
    {
        var (balancer, listener, blue, green) = await Setup("swap");
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).Select(client => Task.Run(() => Load(world.Address(balancer, 80), newConnections: client % 2 == 0, stop.Token))).ToList();

        for (var swap = 0; swap < 20; swap++)
        {
            var (to, from) = swap % 2 == 0 ? (green, blue) : (blue, green);
            world.Call("ModifyListener", ["ListenerArn=" + listener, .. BalancedWorld.Forward("DefaultActions", (to, 1), (from, 0))]);
            await Task.Delay(50, Cancellation);
        }

        await stop.CancelAsync();
        foreach (var (answers, failures) in await Task.WhenAll(load))
        {
            failures.ShouldBeEmpty();
            answers.Order().ShouldBe(["blue", "green"]);
        }
    }

    [Fact]
    public async Task Should_Let_A_Request_In_Flight_Go_On_To_Its_End()
    {
        var (balancer, listener, _, green) = await Setup("flight");
        using var answer = await world.Http.GetAsync(world.Address(balancer, 80, "/hold"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        world.Call("ModifyListener", ["ListenerArn=" + listener, .. BalancedWorld.Forward("DefaultActions", (green, 1))]);
        await BalancedWorld.Until(async () => await world.Http.GetStringAsync(world.Address(balancer, 80), Cancellation) == "green", () => "no swap");

        _servers["blue flight"].Release();
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("begun done");
    }

    [Fact]
    public async Task Should_Reach_Each_Node_At_Its_Own_Time()
    {
        var (balancer, listener, _, green) = await Setup("nodes");
        using var one = OneConnection();
        using var other = OneConnection();
        var address = world.Address(balancer, 80);
        await one.GetStringAsync(address, Cancellation);
        await other.GetStringAsync(address, Cancellation);

        var fault = world.Faults.Arm(new Fault { Kind = "nodeLag", Resource = "nodes", Seconds = 3 });
        try
        {
            var watch = Stopwatch.StartNew();
            world.Call("ModifyListener", ["ListenerArn=" + listener, .. BalancedWorld.Forward("DefaultActions", (green, 1))]);
            await BalancedWorld.Until(
                async () => (await Both()).Order().SequenceEqual(["blue", "green"]), () => "the nodes never differed");
            var first = watch.Elapsed;
            await BalancedWorld.Until(async () => (await Both()).All(answer => answer == "green"), () => "the second node never learnt");
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"clients of the one node saw the change after {first.TotalSeconds:F2} s, those of the other after {watch.Elapsed.TotalSeconds:F2} s");
        }
        finally
        {
            world.Faults.Disarm(fault.Id);
        }

        async Task<string[]> Both() => [await one.GetStringAsync(address, Cancellation), await other.GetStringAsync(address, Cancellation)];
    }

    [Fact]
    public async Task Should_Share_By_Weight()
    {
        var (balancer, listener, blue, green) = await Setup("weights");
        world.Call("ModifyListener", ["ListenerArn=" + listener, .. BalancedWorld.Forward("DefaultActions", (blue, 3), (green, 1))]);
        await BalancedWorld.Until(async () => await world.Http.GetStringAsync(world.Address(balancer, 80), Cancellation) == "green", () => "no green");

        var greens = 0;
        for (var i = 0; i < 800; i++)
            greens += await world.Http.GetStringAsync(world.Address(balancer, 80), Cancellation) == "green" ? 1 : 0;
        // 200 expected; four standard deviations of 12.2 to each side.
        greens.ShouldBeInRange(151, 249);
    }

    [Fact]
    public async Task Should_Give_A_Port_To_The_Listener_That_Is_Made_As_Soon_As_Its_Last_One_Is_Deleted()
    {
        var (balancer, listener, blue, green) = await Setup("again");
        using var kept = await world.Http.GetAsync(world.Address(balancer, 80, "/hold"), HttpCompletionOption.ResponseHeadersRead, Cancellation);

        foreach (var group in new[] { green, blue, green })
        {
            world.Call("DeleteListener", "ListenerArn=" + listener);
            listener = world.Listener(balancer, 80, (group, 1));
        }

        await BalancedWorld.Until(async () => await Fresh(world.Address(balancer, 80)) == "green", () => "the last listener does not answer");
        _servers["blue again"].Release();
    }

    [Fact]
    public async Task Should_Open_And_Close_Ports_With_Their_Listeners_And_Again_After_A_Restart()
    {
        var (balancer, listener, _, green) = await Setup("ports");
        world.Listener(balancer, 8081, (green, 1));
        await world.Listens(world.Address(balancer, 8081));
        (await world.Http.GetStringAsync(world.Address(balancer, 8081), Cancellation)).ShouldBe("green");

        world.Call("DeleteListener", "ListenerArn=" + listener);
        await BalancedWorld.Until(async () => await Fresh(world.Address(balancer, 80)) is null, () => "the port is still open");

        await world.Restart();
        await world.Listens(world.Address(balancer, 8081));
        await BalancedWorld.Until(async () => await world.Http.GetStringAsync(world.Address(balancer, 8081), Cancellation) == "green", () => "no green");
    }

    private readonly Dictionary<string, TestServer> _servers = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<(string Balancer, string Listener, string Blue, string Green)> Setup(string name)
    {
        var (balancer, blue, green) = (world.LoadBalancer(name), world.TargetGroup($"{name}-blue"), world.TargetGroup($"{name}-green"));
        var listener = world.Listener(balancer, 80, (blue, 1));
        world.Listener(balancer, 8090, (green, 1));
        _servers[$"blue {name}"] = await world.Healthy("blue", blue);
        _servers[$"green {name}"] = await world.Healthy("green", green);
        await world.Listens(world.Address(balancer, 80));
        await BalancedWorld.Until(
            async () => await Fresh(world.Address(balancer, 80)) == "blue" && await Fresh(world.Address(balancer, 80)) == "blue", () => "blue does not answer");
        return (balancer, listener, blue, green);
    }

    /// <summary>What a new connection is answered, or null when there is none.</summary>
    private static async Task<string?> Fresh(Uri address)
    {
        using var fresh = OneConnection();
        try
        {
            using var answer = await fresh.GetAsync(address, Cancellation);
            return await answer.Content.ReadAsStringAsync(Cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static HttpClient OneConnection() => new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false });

    private static async Task<(HashSet<string> Answers, List<string> Failures)> Load(Uri address, bool newConnections, CancellationToken stop)
    {
        var (answers, failures) = (new HashSet<string>(), new List<string>());
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.ConnectionClose = newConnections;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await http.GetAsync(address, CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                    answers.Add(await answer.Content.ReadAsStringAsync(CancellationToken.None));
                else
                    failures.Add(answer.StatusCode.ToString());
            }
            catch (HttpRequestException failure)
            {
                failures.Add(failure.Message);
            }
        }

        return (answers, failures);
    }
}
