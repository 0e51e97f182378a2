using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>The local cloud cannot be had, or goes away in the middle of a release. It has a home of its own, since the others' has to go on.</summary>
public sealed class ALocalCloudThatFails(ALocalCloudThatFails.Story story) : IClassFixture<ALocalCloudThatFails.Story>
{
    // Bundt's template without the tests beside it: an image whose program never starts would not pass them.
    private const string Untried = "packer/untried/web";

    // Listens on all of them, and runs the rest of its command line.
    private const string TakeThePorts =
        "@taken = map { IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $_, Listen => 1) or die } 4600 .. 4699; exit(system(@ARGV) >> 8)";

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
        run.Output.ShouldContain("Live traffic is untouched. web-lost-v1-0-0-1 stays, and ends by itself at its deadline unless a run goes on with it.");
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
    public async Task Should_Say_When_None_Of_Its_Ports_Is_Free()
    {
        var other = Path.Combine(_cloud.Home, "ports");
        await Programs.Run("mkdir", "-p", other);
        await Programs.Run("cp", "-r", Path.Combine(_cloud.Home, "environments"), other);

        // In a network of its own, so that no local cloud beside this one lacks a port meanwhile.
        var run = await Ended(new BundtRun(LocalCloud.Bundt, ["--target=LocalUp", "--env=first", $"--home={other}"], ["unshare", "--net", "perl", "-MIO::Socket::INET", "-e", TakeThePorts]));

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("None of the ports 4600 to 4699 on 127.0.0.1 is free.");
        run.Output.ShouldContain("Nothing was changed.");
    }

    [Fact]
    public async Task Rule_08_Should_Leave_No_Image_When_Its_Disk_Is_Full()
    {
        // What the instance has written still fits, and the copy of it that becomes the image does not.
        _cloud.Add(new EnvironmentFile("full") { Template = Untried, Build = "touch /opt/$APP/full.runtimeconfig.json && head -c 8000000 /dev/urandom > /opt/$APP/payload" });
        var filler = Path.Combine(_cloud.State, "cloud", "filler");
        await Programs.Run("fallocate", "--length", (await story.FreeBytes() - 12_000_000).ToString(CultureInfo.InvariantCulture), filler);
        var run = await Ended(_cloud.Start("--target=Bake", "--env=full"));
        await Programs.Run("rm", filler);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Error waiting for AMI");
        run.Output.ShouldContain("No space left on device");
        run.Output.ShouldContain("failed image ami-");
        ((await _cloud.Ec2.DescribeImagesAsync(new() { Owners = ["self"] }, TestContext.Current.CancellationToken)).Images ?? []).ShouldAllBe(image => image.State == "available");
        ((await _cloud.Ec2.DescribeSnapshotsAsync(new() { OwnerIds = ["self"] }, TestContext.Current.CancellationToken)).Snapshots ?? []).ShouldAllBe(snapshot => snapshot.State == "completed");
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
        var run = story.Begins();
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
        private static readonly EnvironmentFile Environment = new("lost") { Template = Untried, Build = "touch /opt/$APP/lost.runtimeconfig.json", Timeout = 120, LeaseExpiry = 10 };

        public LocalCloud Cloud { get; } = new() { OwnPort = 4710 };

        // A disk of its own, which can be full without that of this computer being so.
        private string Disk => Path.Combine(Cloud.State, "cloud");

        public async ValueTask InitializeAsync()
        {
            await Programs.Run("mkdir", "-p", Disk);
            await Programs.Run("mount", "-t", "tmpfs", "-o", "size=256m", "none", Disk);
            await Cloud.InitializeAsync();
            Cloud.Add(Environment);
            await Programs.Run("mkdir", "-p", Path.Combine(Cloud.Home, "packer", "untried"));
            await Programs.Run("cp", "-r", Path.Combine(LocalCloud.Bundt, "packer", "web"), Path.Combine(Cloud.Home, Untried));
        }

        public async ValueTask DisposeAsync()
        {
            (await Cloud.Run("--target=LocalDown", "--env=first")).ExitCode.ShouldBe(0);
            await Programs.Run("umount", Disk);
            await Cloud.DisposeAsync();
        }

        public BundtRun Begins() => new When(Cloud, Environment).BeginningToRelease();

        public async Task<long> FreeBytes() =>
            long.Parse(await Programs.Run("stat", "--file-system", "--format=%a", Disk), CultureInfo.InvariantCulture)
            * long.Parse(await Programs.Run("stat", "--file-system", "--format=%S", Disk), CultureInfo.InvariantCulture);
    }
}
