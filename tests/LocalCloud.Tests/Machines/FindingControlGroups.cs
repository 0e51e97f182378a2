using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Tests.Machines;

public sealed class FindingControlGroups : IDisposable
{
    private readonly DirectoryInfo _top = Directory.CreateTempSubdirectory("groups-");

    [Theory]
    [InlineData("/", "/session/one", "/sys/fs/cgroup/memory/session/one")]
    [InlineData("/", "/", "/sys/fs/cgroup/memory")]
    [InlineData("/docker/abc", "/docker/abc", "/sys/fs/cgroup/memory")]
    [InlineData("/docker/abc", "/docker/abc/inner", "/sys/fs/cgroup/memory/inner")]
    public void Should_Take_The_Own_Group_In_Version_1(string root, string own, string parent) =>
        ControlGroups.For(
                ControlGroups.Memory,
                $"33 30 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n34 30 0:31 {root} /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory\n",
                $"4:memory:{own}\n1:cpu:/\n0::/\n")
            .ShouldBe(("/sys/fs/cgroup/memory", parent, null));

    [Fact]
    public void Should_Take_The_Nearest_Group_That_Hands_Memory_On_In_Version_2()
    {
        Hands("", "cpu memory");
        Hands("system.slice", "cpu memory pids");
        Hands("system.slice/cloud.service", "");

        ControlGroups.For(ControlGroups.Memory, Mount, "0::/system.slice/cloud.service\n").ShouldBe((_top.FullName, $"{_top.FullName}/system.slice", null));
    }

    [Fact]
    public void Should_Say_When_None_Hands_It_On()
    {
        Hands("", "hugetlb");

        ControlGroups.For(ControlGroups.Memory, Mount, "0::/\n").Refusal.ShouldBe($"no control group above this process hands the memory controller on ({_top.FullName})");
    }

    public void Dispose() => _top.Delete(recursive: true);

    private string Mount => $"40 30 0:37 / {_top.FullName} rw - cgroup2 cgroup2 rw\n";

    private void Hands(string group, string controllers) =>
        File.WriteAllText(Path.Combine(_top.CreateSubdirectory(group.Length == 0 ? "." : group).FullName, "cgroup.subtree_control"), controllers + "\n");
}
