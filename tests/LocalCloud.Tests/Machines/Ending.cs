using System.Collections.Concurrent;
using System.Net.Sockets;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.Tests.Survival;

namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Ending
{
    [Fact]
    public async Task Should_Leave_Nothing_When_Terminated()
    {
        await using var world = new MachineWorld();
        var machines = await Task.WhenAll(world.Boot(), world.Boot());
        world.Ssh(machines[0], "setsid sleep 1000 >/dev/null 2>&1 </dev/null & until pgrep -x sleep; do :; done");

        await Task.WhenAll(machines.Select(machine => world.Machines.Terminate(machine.InstanceId)));

        MachineWorld.Remains(world.Folder).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(world.Folder, "machines", "instances")).ShouldBeEmpty();
        foreach (var machine in machines)
            await Should.ThrowAsync<SocketException>(() => Connect(machine));
    }

    [Theory]
    [InlineData("poweroff")]
    [InlineData("systemctl reboot")]
    [InlineData("kill -TERM 1")]
    public async Task Should_Tell_When_A_Machine_Ends_By_Itself(string command)
    {
        await using var world = new MachineWorld();
        var died = new ConcurrentQueue<string>();
        world.Machines.Died += died.Enqueue;
        var machine = await world.Boot();

        MachineWorld.Run("ssh", [.. world.Known("-p"), $"root@{machine.Address}", command]);

        await MachineWorld.Eventually(() =>
        {
            died.ShouldBe([machine.InstanceId]);
            return Task.CompletedTask;
        });
        await world.Boot(machine);
    }

    [Fact]
    public async Task Should_Not_Tell_When_A_Machine_Was_Ended()
    {
        await using var world = new MachineWorld();
        var died = new ConcurrentQueue<string>();
        world.Machines.Died += died.Enqueue;
        var (first, second) = (await world.Boot(), await world.Boot());

        await world.Machines.Stop(first.InstanceId, TestContext.Current.CancellationToken);
        await world.Machines.Terminate(second.InstanceId);
        await world.Machines.EndAll(removeDisks: false);

        died.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_End_A_Machine_That_Is_Still_Booting()
    {
        await using var world = new MachineWorld();
        for (var delay = 0; delay < 200; delay += 20)
        {
            var spec = world.Spec();
            var boot = world.Machines.Boot(spec, TestContext.Current.CancellationToken);
            await Task.Delay(delay, TestContext.Current.CancellationToken);

            await world.Machines.Terminate(spec.InstanceId);

            try
            {
                await boot;
            }
            catch (MachineFailure)
            {
                // It had not come up; what counts is that it is gone either way.
            }

            MachineWorld.Remains(spec.InstanceId).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Should_Forget_A_Boot_That_Was_Cancelled()
    {
        await using var world = new MachineWorld();
        var spec = world.Spec();
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(40));

        await Should.ThrowAsync<OperationCanceledException>(() => world.Machines.Boot(spec, impatience.Token));

        await world.Boot(spec);
    }

    [Fact]
    public async Task Should_Die_With_The_Server()
    {
        await using var world = new MachineWorld();
        await using var server = await ServerProcess.Start(Path.Combine(world.Folder, "state"), "--machines", "process");
        var image = (await server.Call("Action=DescribeImages")).All("imageId").First();
        await server.Call($"Action=RunInstances&ImageId={image}&MinCount=3&MaxCount=3");
        await MachineWorld.Eventually(async () =>
            (await server.Call("Action=DescribeInstances&Filter.1.Name=instance-state-name&Filter.1.Value.1=running")).All("instanceId").Count().ShouldBe(3));
        MachineWorld.Remains(world.Folder).Count.ShouldBeGreaterThan(3);

        await server.Kill();

        await MachineWorld.Eventually(() =>
        {
            MachineWorld.Remains(world.Folder).ShouldBeEmpty();
            return Task.CompletedTask;
        });
    }

    private static async Task Connect(MachineSpec machine)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(machine.Address, 2222, TestContext.Current.CancellationToken);
    }
}
