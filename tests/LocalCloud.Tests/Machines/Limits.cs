using System.Text.Json;
using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Limits(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Should_Kill_What_Takes_More_Memory_Than_The_Machine_Has_And_Nothing_Else()
    {
        await using var world = new MachineWorld();
        if (world.Machines.Limits != MemoryLimits.ByMemory)
        {
            world.Machines.Limits.ShouldStartWith("none: ");
            Assert.Skip($"nothing limits the memory of machines here, {world.Machines.Limits}");
        }

        var machine = await world.Boot(world.Spec() with { Memory = 512 });

        // Of bytes without a line's end, tail keeps all.
        world.Ssh(machine, "head -c 128M /dev/zero | tail | wc -c").ShouldBe($"{128 << 20}");
        world.Ssh(machine, "head -c 1G /dev/zero | tail >/dev/null; echo $?").ShouldBe("137");
        world.Ssh(machine, "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null; :").ShouldBe($"{512 << 20}");
        Groups(machine.InstanceId).ShouldHaveSingleItem();

        await world.Machines.Terminate(machine.InstanceId);

        Groups(machine.InstanceId).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Remove_What_An_Earlier_Server_Left()
    {
        await using var world = new MachineWorld();
        Assert.SkipUnless(world.Machines.Limits == MemoryLimits.ByMemory, $"nothing limits the memory of machines here, {world.Machines.Limits}");
        var (one, other) = (MemoryLimits.Here($"{world.Folder}/one"), MemoryLimits.Here($"{world.Folder}/other"));
        var id = Path.GetFileName(world.Folder);
        one.Give(id, 64);

        other.Sweep();
        var left = Groups(id).ShouldHaveSingleItem();
        MemoryLimits.Here($"{world.Folder}/one").Sweep();
        Groups(id).ShouldBeEmpty();

        one.Give(id, 64);
        Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-1));
        other.Sweep();
        Groups(id).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Say_In_The_Health_That_There_Are_None()
    {
        var health = JsonDocument.Parse(await cloud.Http.GetStringAsync(new Uri(cloud.Endpoint, "/_local/health"), TestContext.Current.CancellationToken));

        health.RootElement.GetProperty("limits").GetString().ShouldBe("none: there are no machines");
    }

    [Fact]
    public void Should_Say_Why_There_Are_None()
    {
        var limits = new MemoryLimits("/state", mounts: "", groups: "");

        limits.State.ShouldBe("none: no control groups are mounted here that limit memory");
        limits.Give("i-1", 512).ShouldBeNull();
    }

    private static string[] Groups(string id) => Directory.GetDirectories("/sys/fs/cgroup", $"bundt-*-{id}", SearchOption.AllDirectories);
}
