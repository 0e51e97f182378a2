using System.Globalization;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Machines;

/// <summary>One instance through its reboots: it is the same server, in another boot.</summary>
public sealed class BootingAgain(OneServer cloud) : IClassFixture<OneServer>, IDisposable
{
    private readonly AmazonEC2Client _ec2 = cloud.Ec2();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _ec2.Dispose();

    [Fact]
    public Task Should_Be_The_Same_Server_After_A_Reboot() => Same(id =>
        _ec2.RebootInstancesAsync(new RebootInstancesRequest([id]), Cancellation));

    [Fact]
    public Task Should_Be_The_Same_Server_After_It_Was_Stopped_And_Started() => Same(async id =>
    {
        await _ec2.StopInstancesAsync(new StopInstancesRequest([id]), Cancellation);
        await Until(id, "stopped");
        await _ec2.StartInstancesAsync(new StartInstancesRequest([id]), Cancellation);
        await Until(id, "running");
    });

    [Fact]
    public Task Should_Reboot_For_An_Image() => Same(async id =>
        await Available((await _ec2.CreateImageAsync(new CreateImageRequest(id, "at rest"), Cancellation)).ImageId));

    [Fact]
    public async Task Should_Run_On_While_An_Image_Is_Made_Without_A_Reboot()
    {
        var id = (await cloud.Instance()).InstanceId;
        await Serves();
        const string processes = "pgrep -x sshd | head -1; pgrep -f server.pl";
        var (boot, running) = (await cloud.BootId(), await cloud.Ssh(processes));

        await Available((await _ec2.CreateImageAsync(new CreateImageRequest(id, "running") { NoReboot = true }, Cancellation)).ImageId);

        (await cloud.BootId(), await cloud.Ssh(processes)).ShouldBe((boot, running));
    }

    [Fact]
    public async Task Should_Show_What_Its_Boot_Said()
    {
        var id = (await cloud.Instance()).InstanceId;

        await MachineWorld.Eventually(async () =>
        {
            var console = await _ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest(id), Cancellation);
            console.InstanceId.ShouldBe(id);
            Encoding.UTF8.GetString(Convert.FromBase64String(console.Output)).ShouldContain("the user data has run");
        });
    }

    [Fact]
    public async Task Should_Have_Been_Up_Since_Its_Boot()
    {
        Assert.SkipUnless(
            MachineWorld.Run("unshare", "--fork", "--time", "--boottime", "-1", "true").ExitCode == 0, "this kernel lets nobody have a time since a boot of one's own");
        static double Seconds(string uptime) => double.Parse(uptime.Split(' ')[0], CultureInfo.InvariantCulture);

        var computer = Seconds(await File.ReadAllTextAsync("/proc/uptime", Cancellation));

        Seconds(await cloud.Ssh("cat /proc/uptime")).ShouldBeInRange(0, computer);
    }

    private async Task Same(Func<string, Task> again)
    {
        var instance = await cloud.Instance();
        await Serves();
        var (boot, mark) = (await cloud.BootId(), Guid.NewGuid().ToString());
        boot.ShouldNotBe((await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id", Cancellation)).Trim());
        await cloud.Ssh($"echo {mark} >/etc/mark");

        await again(instance.InstanceId);

        await MachineWorld.Eventually(async () => (await cloud.BootId()).ShouldNotBe(boot));
        (await cloud.Ssh("cat /etc/mark")).ShouldBe(mark);
        var after = await Read(instance.InstanceId);
        (after.State.Name.Value, after.PrivateIpAddress).ShouldBe(("running", instance.PrivateIpAddress));
        await Serves();
    }

    private Task Serves() => MachineWorld.Eventually(async () =>
        await cloud.Http.GetStringAsync(new Uri($"http://{(await cloud.Instance()).PrivateIpAddress}:8080/"), Cancellation));

    private Task Available(string image) => MachineWorld.Eventually(async () =>
        (await _ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] }, Cancellation)).Images[0].State.Value.ShouldBe("available"));

    private Task Until(string id, string state) => MachineWorld.Eventually(async () => (await Read(id)).State.Name.Value.ShouldBe(state));

    private async Task<Instance> Read(string id) =>
        (await _ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, Cancellation)).Reservations[0].Instances[0];
}
