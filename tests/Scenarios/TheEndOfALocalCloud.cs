using System.Globalization;
using Amazon.EC2.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>However a local cloud ends, nothing of it is left on the computer. It has a home of its own, since the others' has to go on.</summary>
public sealed class TheEndOfALocalCloud : IAsyncLifetime
{
    private readonly LocalCloud _cloud = new() { OwnPort = 4712 };

    public ValueTask InitializeAsync() => _cloud.InitializeAsync();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Should_Leave_No_Process_Mount_Or_Port_After_LocalDown()
    {
        var leftovers = await RunServers();

        Narrator.Tell("When", "LocalDown");
        (await _cloud.Run("--target=LocalDown", "--env=first")).ExitCode.ShouldBe(0);

        leftovers.Find().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Leave_No_Process_Mount_Or_Port_When_It_Is_Killed_And_Start_Again()
    {
        var (leftovers, balancer) = (await RunServers(), await Balancer());

        Narrator.Tell("When", "SIGKILL to the local cloud");
        await Programs.Run("kill", "-KILL", (await _cloud.Server()).ToString(CultureInfo.InvariantCulture));
        await Eventually.Holds("everything to end", () => leftovers.Find().Count == 0, seconds: 10);

        // Its state was written: what it had is known when it is started again.
        await _cloud.Up();
        (await Balancer()).ShouldBe(balancer);
    }

    [Fact]
    public async Task Should_Not_End_With_A_Home_That_Only_Remembers_Its_Port()
    {
        // What a computer that went down leaves: a file that says where the local cloud was. By now another home's has that port.
        var other = Path.Combine(_cloud.Home, "other");
        await Programs.Run("mkdir", "-p", Path.Combine(other, ".local"));
        await Programs.Run("cp", "-r", Path.Combine(_cloud.Home, "environments"), other);
        await File.WriteAllTextAsync(
            Path.Combine(other, ".local", "env"),
            $"export AWS_ENDPOINT_URL={_cloud.Endpoint}\nexport AWS_ACCESS_KEY_ID=ANOTHER\nexport AWS_SECRET_ACCESS_KEY=secret\n", TestContext.Current.CancellationToken);

        Narrator.Tell("When", "LocalDown in another home");
        var down = await new BundtRun(LocalCloud.Bundt, ["--target=LocalDown", "--env=first", $"--home={other}"]).End();

        down.ExitCode.ShouldBe(0, down.Output);
        down.Output.ShouldContain("is not running");
        (await _cloud.Server()).ShouldBeGreaterThan(0);
    }

    /// <summary>Has two instances of the source image run, with sshd, and makes sure that they can be seen.</summary>
    private async Task<Leftovers> RunServers()
    {
        var image = (await _cloud.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("name", ["debian-12-*"])] })).Images[0].ImageId;
        await _cloud.Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("somebody"));
        var run = await _cloud.Ec2.RunInstancesAsync(new RunInstancesRequest(image, 2, 2) { InstanceType = "t3.micro", KeyName = "somebody" });
        List<string> ids = [.. run.Reservation.Instances.Select(instance => instance.InstanceId)], addresses = [];
        await Eventually.Holds("two instances to run", async () =>
        {
            var found = (await _cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ids })).Reservations.SelectMany(reservation => reservation.Instances).ToList();
            addresses = [.. found.Select(instance => instance.PrivateIpAddress)];
            return found.TrueForAll(instance => instance.State.Name == "running");
        });
        addresses.Add(await Balancer());

        var leftovers = new Leftovers(_cloud.Home, _cloud.Endpoint, addresses);
        var found = leftovers.Find();
        Narrator.Tell("Given", $"a local cloud with two servers: {found.Count(thing => thing.StartsWith("process", StringComparison.Ordinal))} processes, "
            + $"{found.Count(thing => thing.StartsWith("mount", StringComparison.Ordinal))} mounts, {found.Count(thing => thing.StartsWith("port", StringComparison.Ordinal))} ports");
        found.Count(thing => thing.StartsWith("process", StringComparison.Ordinal)).ShouldBeGreaterThan(4);
        found.Count(thing => thing.StartsWith("port", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(1 + 2 + 3, $"the endpoint, an sshd each, and three listeners: {string.Join("; ", found)}");
        return leftovers;
    }

    private async Task<string> Balancer() => (await _cloud.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = ["first"] })).LoadBalancers[0].DNSName;
}
