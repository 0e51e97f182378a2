using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>The local cloud cannot be had, or goes away in the middle of a release. It has a home of its own, since the others' has to go on.</summary>
public sealed class ALocalCloudThatFails(ALocalCloudThatFails.Story story) : IClassFixture<ALocalCloudThatFails.Story>
{
    private readonly LocalCloud _cloud = story.Cloud;

    [Fact]
    public async Task Should_Say_That_It_Is_Gone_And_Go_On_When_It_Is_There_Again()
    {
        var run = await BeginningToDeploy();

        Narrator.Tell("When", "SIGKILL to the local cloud");
        await Programs.Run("kill", "-KILL", await Server());
        await Ended(run);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain($"The local cloud at {_cloud.Endpoint} did not answer the call to");
        run.Output.ShouldContain("Live traffic is untouched.");
        run.Output.ShouldContain("--target=LocalUp starts it again with all that it had.");

        await _cloud.Up();
        var again = await BeginningToDeploy();
        await again.Interrupt();
        (await Ended(again)).Output.ShouldContain("web-lost-v1-0-0-1 already carries v1.0.0");
    }

    [Fact]
    public async Task Should_Say_That_It_Does_Not_Answer_When_It_Hangs()
    {
        var run = await BeginningToDeploy();
        var server = await Server();

        Narrator.Tell("When", "SIGSTOP to the local cloud");
        await Programs.Run("kill", "-STOP", server);
        await Ended(run);
        await Programs.Run("kill", "-CONT", server);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain($"The local cloud at {_cloud.Endpoint} did not answer the call to");
        run.Output.ShouldContain("It has ended, or hangs: .local/cloud.log says more.");
    }

    [Fact]
    public async Task Should_Name_A_Port_That_Somebody_Else_Has_And_Open_It_Later()
    {
        var taken = new EnvironmentFile("taken");
        _cloud.Add(taken);
        (await Ended(_cloud.Start("--target=LocalUp", "--env=taken"))).ExitCode.ShouldBe(0);
        var balancer = (await _cloud.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = ["taken"] }, TestContext.Current.CancellationToken)).LoadBalancers[0];
        using (var somebody = new TcpListener(IPAddress.Parse(balancer.DNSName), 0))
        {
            somebody.Start();
            var port = ((IPEndPoint)somebody.LocalEndpoint).Port;
            _cloud.Add(taken with { Mistake = text => text.Replace($"listener: {_cloud.Port(taken)}", $"listener: {port}", StringComparison.Ordinal) });
            var refused = await Ended(_cloud.Start("--target=LocalUp", "--env=taken"));
            refused.ExitCode.ShouldBe(1);
            refused.Output.ShouldContain($"Port {port} of {balancer.DNSName} cannot be had on this computer: Address already in use");
            refused.Output.ShouldContain("Free what it names, or name another in the environment file, then run again.");
        }

        (await Ended(_cloud.Start("--target=LocalUp", "--env=taken"))).ExitCode.ShouldBe(0);
        (await _cloud.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn }, TestContext.Current.CancellationToken)).Listeners.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Should_Say_That_It_Needs_Root()
    {
        (await _cloud.Run("--target=LocalDown", "--env=first")).ExitCode.ShouldBe(0);

        // Somebody without rights: in a user namespace of their own nobody is root, and sudo does not work.
        var run = await Ended(_cloud.StartThrough(["unshare", "--user", "--map-user=1000", "--map-group=1000"], "--target=LocalUp", "--env=first"));

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("The local cloud needs root, and ");
        run.Output.ShouldContain("Nothing was changed.");
        await _cloud.Up();
    }

    private async Task<BundtRun> BeginningToDeploy()
    {
        Narrator.Tell("When", "beginning to release to lost");
        var run = _cloud.Start("--target=Release", "--env=lost");
        await Eventually.Holds("Deploy to wait", () => run.Ended || run.Output.Contains("servers are healthy in the target group", StringComparison.Ordinal));
        return run;
    }

    private static async Task<BundtRun> Ended(BundtRun run)
    {
        await run.End();
        Narrator.Quote(run.Output);
        return run;
    }

    private async Task<string> Server() => (await _cloud.Server()).ToString(CultureInfo.InvariantCulture);

    public sealed class Story : IAsyncLifetime
    {
        // Its program never starts, so that a release waits in the middle of Deploy.
        private static readonly EnvironmentFile Environment = new("lost") { Build = "touch /opt/$APP/lost.runtimeconfig.json", Timeout = 120 };

        public LocalCloud Cloud { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Cloud.InitializeAsync();
            Cloud.Add(Environment);
        }

        public ValueTask DisposeAsync() => Cloud.DisposeAsync();
    }
}
