using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Tests.Machines;

public sealed class Folders
{
    [Theory]
    [InlineData("/root")]
    [InlineData("/home")]
    [InlineData("/tmp")]
    [InlineData("/tmp/with space, comma: colon\\ =\"x\"")]
    [InlineData("/var/lib")]
    [InlineData("/var/lib/a, b:c")]
    [InlineData("/opt")]
    [InlineData("/srv/data")]
    public async Task Should_Keep_Disks_Anywhere(string parent)
    {
        await using var world = new MachineWorld(parent);
        (await world.Machines.Refusal()).ShouldBeNull();
        var source = await world.Boot();
        world.Ssh(source, "echo here | tee /var/lib/marker /opt/marker /usr/lib/marker /srv/marker /etc/marker /root/marker >/dev/null; rm -r /etc/skel");

        var copy = await world.Boot(await world.Capture(source));

        world.Ssh(copy, "cat /var/lib/marker /opt/marker /usr/lib/marker /srv/marker /etc/marker /root/marker | sort | uniq -c; test -e /etc/skel || echo gone").ShouldBe("6 here\ngone");
        MachineWorld.Run("ssh", [.. world.Known("-p"), $"root@{copy.Address}", $"ls -A '{world.Folder}/machines'"]).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Refuse_A_File_System_That_Cannot_Hold_Disks()
    {
        await using var world = new MachineWorld();
        var folder = Path.Combine(world.Folder, "overlay");
        foreach (var part in (string[])["", "lower", "upper", "work", "merged"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        MachineWorld.Succeed("mount", "-t", "overlay", "overlay", Path.Combine(folder, "merged"), "-o", $"lowerdir={folder}/lower,upperdir={folder}/upper,workdir={folder}/work");
        try
        {
            using var machines = new ProcessMachines(Path.Combine(folder, "merged"));

            (await machines.Refusal()).ShouldNotBeNull().ShouldContain("--machines=none");
        }
        finally
        {
            MachineWorld.Succeed("umount", Path.Combine(folder, "merged"));
        }
    }
}
