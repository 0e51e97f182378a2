using System.Text.Json;
using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Limits(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Should_Kill_What_Takes_More_Memory_Than_The_Machine_Has_And_Nothing_Else()
    {
        await using var world = new MachineWorld();
        if (world.Machines.Limits != MachineLimits.Both)
        {
            world.Machines.Limits.ShouldContain(": ");
            Assert.Skip($"not all of a machine is limited here, {world.Machines.Limits}");
        }

        var machine = await world.Boot(world.Spec() with { Memory = 512 });

        // Of bytes without a line's end, tail keeps all.
        world.Ssh(machine, "head -c 128M /dev/zero | tail | wc -c").ShouldBe($"{128 << 20}");
        world.Ssh(machine, "head -c 1G /dev/zero | tail >/dev/null; echo $?").ShouldBe("137");
        world.Ssh(machine, "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null; :").ShouldBe($"{512 << 20}");
        Groups(machine.InstanceId).ShouldNotBeEmpty();

        await world.Machines.Terminate(machine.InstanceId);

        Groups(machine.InstanceId).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Hold_A_Machine_To_Its_Processors()
    {
        await using var world = new MachineWorld();
        Assert.SkipUnless(world.Machines.Limits == MachineLimits.Both, $"not all of a machine is limited here, {world.Machines.Limits}");
        var machine = await world.Boot(world.Spec() with { Processors = 1 });

        world.Ssh(machine, "cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/cpu/cpu.cfs_quota_us 2>/dev/null; :").ShouldStartWith("100000");
        // Two that are busy until the kernel has held them back.
        world.Ssh(machine, "throttled() { cat /sys/fs/cgroup/cpu.stat /sys/fs/cgroup/cpu/cpu.stat 2>/dev/null | grep '^nr_throttled [1-9]'; }; while :; do :; done & while :; do throttled && break; done | cut -d' ' -f1; kill $!")
            .ShouldBe("nr_throttled");
    }

    [Fact]
    public async Task Should_Remove_What_An_Earlier_Server_Left()
    {
        await using var world = new MachineWorld();
        Assert.SkipUnless(world.Machines.Limits == MachineLimits.Both, $"not all of a machine is limited here, {world.Machines.Limits}");
        var (one, other) = (MachineLimits.Here($"{world.Folder}/one"), MachineLimits.Here($"{world.Folder}/other"));
        var id = Path.GetFileName(world.Folder);
        one.Give(id, 64, null);

        other.Sweep();
        var left = Groups(id).ShouldHaveSingleItem();
        MachineLimits.Here($"{world.Folder}/one").Sweep();
        Groups(id).ShouldBeEmpty();

        one.Give(id, 64, null);
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
        var limits = new MachineLimits("/state", mounts: "", groups: "");

        limits.State.ShouldBe("none: no control groups are mounted here that have the memory controller");
        limits.Give("i-1", 512, 2).ShouldBeEmpty();
    }

    private static string[] Groups(string id) => Directory.GetDirectories("/sys/fs/cgroup", $"bundt-*-{id}", SearchOption.AllDirectories);
}
