using System.Diagnostics;
using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Booting
{
    [Fact]
    public async Task Should_Be_A_Server_Of_Its_Own()
    {
        await using var world = new MachineWorld();

        var machine = await world.Boot();

        world.Ssh(machine, "hostname").ShouldBe($"ip-{machine.Address}".Replace('.', '-'));
        world.Ssh(machine, "getent hosts $(hostname)").ShouldStartWith(machine.Address.ToString());
        world.Ssh(machine, "echo $HOST $EC2_LOCAL_IPV4 $ASPNETCORE_URLS $COLOUR")
            .ShouldBe($"{machine.Address} {machine.Address} http://{machine.Address}:8080 deep \"blue\" \\ 1");
        world.Ssh(machine, "cat /proc/1/comm; ls -A /home /root | sort").ShouldContain("init.sh");
        world.Ssh(machine, "cd && pwd; test -w /var/lib && test -w /usr/bin && echo writable").ShouldBe("/root\nwritable");
    }

    [Fact]
    public async Task Should_Offer_The_Sdk_To_Everybody()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();
        const string version = "dotnet --list-runtimes | head -1";

        var root = world.Ssh(machine, version);

        root.ShouldStartWith("Microsoft.");
        world.Ssh(machine, version, "admin").ShouldBe(root);
        world.Ssh(machine, $"bash --login -c '{version}'", "admin").ShouldBe(root);
        world.Ssh(machine, $"sudo -n sh -c '{version}'", "admin").ShouldBe(root);
        world.Ssh(machine, $"cd / && setpriv --reuid nobody --clear-groups {version}").ShouldBe(root);
    }

    [Fact]
    public async Task Should_Let_Admin_Become_Root()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();

        world.Ssh(machine, "id -un; pwd", "admin").ShouldBe("admin\n/home/admin");
        world.Ssh(machine, "sudo id -u; sudo -n -u nobody id -un", "admin").ShouldBe("0\nnobody");
        world.Ssh(machine, "sudo -n env PATH=\"$PATH\" A='x y' sh -c 'echo $A $(id -u)'", "admin").ShouldBe("x y 0");
        world.Ssh(machine, "sudo A='x y' sh -c 'echo $A'", "admin").ShouldBe("x y");
        MachineWorld.Run("ssh", [.. world.Known("-p"), $"admin@{machine.Address}", "sudo sh -c 'exit 7'"]).ExitCode.ShouldBe(7);
    }

    [Theory]
    [InlineData("-O")]
    [InlineData("-s")]
    public async Task Should_Take_Files(string protocol)
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();
        var file = Path.Combine(world.Folder, "file");
        await File.WriteAllBytesAsync(file, new byte[100_000], TestContext.Current.CancellationToken);

        MachineWorld.Succeed("scp", [protocol, .. world.Known("-P"), file, $"admin@{machine.Address}:/tmp/"]);

        world.Ssh(machine, "stat -c '%s %U' /tmp/file").ShouldBe("100000 admin");
    }

    [Fact]
    public async Task Should_Run_User_Data_Once_In_The_Life_Of_An_Instance()
    {
        await using var world = new MachineWorld();
        var spec = world.Spec() with { UserData = "#!/bin/bash\necho \"user data of $HOST as $(id -un)\"; echo once >>/var/lib/count\n" };
        Task HasRun(MachineSpec machine, string count) => MachineWorld.Eventually(() =>
        {
            world.Ssh(machine, "cat /var/lib/count").ShouldBe(count);
            return Task.CompletedTask;
        });

        await world.Boot(spec);
        await HasRun(spec, "once");
        await world.Machines.Stop(spec.InstanceId, TestContext.Current.CancellationToken);
        await world.Boot(spec);
        await HasRun(spec, "once");
        var layer = await world.Capture(spec);
        await HasRun(await world.Boot(spec with { InstanceId = world.Spec().InstanceId, Address = MachineWorld.Address(), Layers = [layer] }), "once\nonce");

        world.Ssh(spec, "cat /var/log/cloud-init-output.log").ShouldBe($"user data of {spec.Address} as root");
        world.Machines.ConsoleOutput(spec.InstanceId).ShouldContain($"user data of {spec.Address} as root");
    }

    [Fact]
    public async Task Should_Say_On_The_Console_What_User_Data_It_Cannot_Run()
    {
        await using var world = new MachineWorld();

        var machine = await world.Boot(world.Spec() with { UserData = "#cloud-config\npackages: [nginx]\n" });

        await MachineWorld.Eventually(() =>
        {
            world.Machines.ConsoleOutput(machine.InstanceId).ShouldContain("user data: not run");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Should_Not_Boot_Twice_At_Once()
    {
        await using var world = new MachineWorld();
        var machine = await world.Boot();

        (await Should.ThrowAsync<MachineFailure>(() => world.Boot(machine))).Message.ShouldContain("already running");
    }

    [Fact]
    public async Task Should_Say_Why_It_Cannot_Boot()
    {
        await using var world = new MachineWorld();

        (await Should.ThrowAsync<MachineFailure>(() => world.Boot("snap-absent"))).Message.ShouldContain("snap-absent is missing");
        (await Should.ThrowAsync<MachineFailure>(() => world.Boot(world.Spec() with { InstanceId = "../x" }))).Message.ShouldContain("name");
        (await Should.ThrowAsync<MachineFailure>(() => world.Boot(world.Spec() with { PublicKey = "no key", InstanceId = "i-1\n" }))).Message.ShouldContain("name");
    }

    [Fact]
    public async Task Should_Boot_Many_At_Once()
    {
        await using var world = new MachineWorld();
        var watch = Stopwatch.StartNew();

        var machines = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.Boot()));

        TestContext.Current.SendDiagnosticMessage($"8 machines up after {watch.ElapsedMilliseconds} ms");
        machines.Select(machine => world.Ssh(machine, "hostname")).Distinct().Count().ShouldBe(8);
    }
}
