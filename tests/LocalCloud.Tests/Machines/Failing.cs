namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Failing
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Should_Accept_Connections_And_Never_Answer_While_Frozen()
    {
        await using var world = new MachineWorld();
        var machine = await Served(world);
        using var http = new HttpClient { Timeout = Silence };
        var address = new Uri($"http://{machine.Address}:8080/");

        await world.Machines.Freeze(machine.InstanceId);

        world.Machines.IsFrozen(machine.InstanceId).ShouldBeTrue();
        await Should.ThrowAsync<TaskCanceledException>(() => http.GetAsync(address, TestContext.Current.CancellationToken));

        await world.Machines.Thaw(machine.InstanceId);

        world.Machines.IsFrozen(machine.InstanceId).ShouldBeFalse();
        await Answers(machine);
    }

    [Fact]
    public async Task Should_Tell_Of_A_Machine_That_Crashed_And_Keep_Its_Disk()
    {
        await using var world = new MachineWorld();
        var died = new List<string>();
        world.Machines.Died += died.Add;
        var machine = await Served(world);
        world.Ssh(machine, "echo kept >/etc/file; sync");

        await world.Machines.Freeze(machine.InstanceId);
        await world.Machines.Crash(machine.InstanceId);

        died.ShouldBe([machine.InstanceId]);
        await world.Boot(machine);
        world.Machines.IsFrozen(machine.InstanceId).ShouldBeFalse();
        world.Ssh(machine, "cat /etc/file").ShouldBe("kept");
    }

    private static async Task<Bundt.LocalCloud.Machines.MachineSpec> Served(MachineWorld world)
    {
        var machine = await world.Boot();
        world.Ssh(machine, WebUnit.Install(more: "") + "\nsystemctl start web.service");
        await Answers(machine);
        return machine;
    }

    private static Task Answers(Bundt.LocalCloud.Machines.MachineSpec machine) => MachineWorld.Eventually(async () =>
    {
        using var http = new HttpClient { Timeout = Silence };
        (await http.GetStringAsync($"http://{machine.Address}:8080/", TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
    });
}
