using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Machines;

/// <summary>A local cloud with one real instance: it has a web server, and its user data says something on its console.</summary>
public sealed class OneServer : RunningCloud
{
    private readonly Lazy<Task<Instance>> _instance;

    public OneServer()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "machines need root: run the tests as root to test them");
        _instance = new(Launch);
    }

    protected override IEnumerable<string> More => ["--machines", "process"];

    private string Key => Path.Combine(Folder, "key");

    /// <summary>The instance, which has come up.</summary>
    public Task<Instance> Instance() => _instance.Value;

    /// <summary>What a command says that root runs on it; fails while it is down.</summary>
    public async Task<string> Ssh(string command) => MachineWorld.Succeed(
        "ssh", "-p", "2222", "-i", Key, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes",
        $"root@{(await Instance()).PrivateIpAddress}", command);

    /// <summary>What the kernel calls the boot that the instance is in.</summary>
    public Task<string> BootId() => Ssh("cat /proc/sys/kernel/random/boot_id");

    private async Task<Instance> Launch()
    {
        using var ec2 = Ec2();
        await File.WriteAllTextAsync(Key, (await ec2.CreateKeyPairAsync(new CreateKeyPairRequest("one"))).KeyPair.KeyMaterial);
        MachineWorld.Succeed("chmod", "600", Key);
        var image = (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images.Single().ImageId;
        var script = $"#!/bin/bash\n{WebUnit.Install()}\nsystemctl start web.service\necho the user data has run\n";
        var run = await ec2.RunInstancesAsync(new RunInstancesRequest(image, 1, 1)
        {
            InstanceType = "t3.micro",
            KeyName = "one",
            UserData = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(script)),
        });
        var id = run.Reservation.Instances[0].InstanceId;
        Instance? found = null;
        await MachineWorld.Eventually(async () =>
        {
            found = (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] })).Reservations[0].Instances[0];
            found.State.Name.Value.ShouldBe("running");
        });
        return found!;
    }
}
