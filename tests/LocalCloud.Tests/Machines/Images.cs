namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Images
{
    [Fact]
    public async Task Should_Boot_Servers_From_A_Captured_Disk()
    {
        await using var world = new MachineWorld();
        using var http = new HttpClient();
        var source = await world.Boot();
        world.Ssh(source, WebUnit.Install());
        await world.Machines.Stop(source.InstanceId, TestContext.Current.CancellationToken);
        var layer = await world.Capture(source);
        await world.Machines.Terminate(source.InstanceId);

        var servers = await Task.WhenAll(world.Boot(layer), world.Boot(layer));

        foreach (var server in servers)
        {
            await MachineWorld.Eventually(async () =>
            {
                var answer = (await http.GetStringAsync($"http://{server.Address}:8080/", TestContext.Current.CancellationToken)).Split('\n');
                answer.ShouldContain($"HOST={server.Address}");
                answer.ShouldContain($"ASPNETCORE_URLS=http://{server.Address}:8080");
                answer.ShouldContain("GREETING=good day");
                answer.ShouldContain("FROM_FILE=two words");
                answer.ShouldContain("NAMED=web.service");
                answer.ShouldContain("HOME=/opt/web");
                answer.ShouldNotContain("ID=0");
            });
        }

        await world.Machines.Terminate(servers[0].InstanceId);
        (await http.GetStringAsync($"http://{servers[1].Address}:8080/", TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
        await Should.ThrowAsync<HttpRequestException>(() => http.GetStringAsync($"http://{servers[0].Address}:8080/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Should_Keep_What_Was_Removed_Removed()
    {
        await using var world = new MachineWorld();
        var first = await world.Boot();
        world.Ssh(first, "mkdir -p /opt/a/b /data; echo 1 >/opt/a/b/one; echo 1 >/opt/a/two; echo 1 >/data/three; rm /etc/hostname; rm -r /etc/skel");
        var lower = await world.Capture(first);
        var second = await world.Boot(lower);
        world.Ssh(second, "cat /opt/a/b/one /opt/a/two /data/three");
        world.Ssh(second, "rm -r /opt/a; mkdir /opt/a; echo 2 >/opt/a/four; rm /data/three; mkdir /etc/skel");
        var upper = await world.Capture(second);

        var third = await world.Boot(upper, lower);

        world.Ssh(third, "cd /opt/a && find . -type f; ls -A /data /etc/skel").ShouldBe("./four\n/data:\n\n/etc/skel:");
        world.Ssh(first, "cat /opt/a/two").ShouldBe("1");
    }

    [Fact]
    public async Task Should_Pass_On_Neither_Keys_Nor_Temporary_Files()
    {
        await using var world = new MachineWorld();
        var first = await world.Boot();
        world.Ssh(first, "touch /tmp/rubbish /run/rubbish");
        var layer = await world.Capture(first);
        var second = await world.Boot(layer);

        string HostKey(Bundt.LocalCloud.Machines.MachineSpec machine) =>
            MachineWorld.Succeed("ssh-keyscan", "-p", "2222", "-t", "ed25519", machine.Address.ToString()).Split(' ')[^1];

        HostKey(second).ShouldNotBe(HostKey(first));
        world.Ssh(second, "find /tmp /run -name rubbish; hostname; cat /etc/hostname; grep -c 'this machine' /etc/hosts")
            .ShouldBe($"ip-{second.Address}\nip-{second.Address}".Replace('.', '-') + "\n1");
        MachineWorld.Run("grep", "-rl", File.ReadAllText($"{world.Key}.pub").Split(' ')[1], Path.Combine(world.Folder, "machines", "layers")).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Keep_The_Disk_And_The_Host_Key_Of_A_Stopped_Machine()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();
        world.Ssh(machine, "echo kept >/root/file; echo kept >/etc/file");
        var key = world.Ssh(machine, "cat /run/machine/host_key");

        await world.Machines.Stop(machine.InstanceId, TestContext.Current.CancellationToken);
        await world.Boot(machine);

        world.Ssh(machine, "cat /root/file /etc/file").ShouldBe("kept\nkept");
        world.Ssh(machine, "cat /run/machine/host_key").ShouldBe(key);
    }

    [Fact]
    public async Task Should_Remove_A_Discarded_Layer()
    {
        await using var world = new MachineWorld();
        var layer = await world.Capture(await world.Boot());
        var folder = Path.Combine(world.Folder, "machines", "layers", layer);
        Directory.Exists(folder).ShouldBeTrue();

        await world.Machines.Discard(layer);
        await world.Machines.Discard(layer);

        Directory.Exists(folder).ShouldBeFalse();
    }
}
