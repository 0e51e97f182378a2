using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// Gives each machine the memory and the processors of its instance type by control groups of its own. Source: cgroups(7), and the kernel's
/// guides to both versions (memory, CFS bandwidth control).
/// </summary>
public sealed class MachineLimits
{
    /// <summary>The <see cref="State"/> where both work.</summary>
    public const string Both = "memory, processors";

    /// <summary>In so many microseconds a machine may use its processors for as many each (the kernel's own choice).</summary>
    private const int Period = 100_000;

    private readonly string _prefix;
    private readonly LimitGroups? _memory;

    // In version 1 processors have a hierarchy of their own; in version 2 the same group limits both.
    private readonly LimitGroups? _processors;

    /// <summary>Finds the place for the groups of one server.</summary>
    /// <param name="directory">The server's own directory: its groups bear a name made of it, so that it never touches another server's.</param>
    /// <param name="mounts">The text of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="groups">The text of <c>/proc/self/cgroup</c>.</param>
    public MachineLimits(string directory, string mounts, string groups)
    {
        _prefix = $"{LimitGroups.Mark}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..8]}-";
        (_memory, var noMemory) = Place(ControlGroups.Memory, mounts, groups, [.. Memory(64)]);
        (_processors, var noProcessors) = Place(ControlGroups.Processors, mounts, groups, [.. Processors(1)]);
        State = (noMemory, noProcessors) switch
        {
            (null, null) => Both,
            (null, _) => $"memory; not processors: {noProcessors}",
            (_, null) => $"processors; not memory: {noMemory}",
            _ => $"none: {noMemory}",
        };
    }

    /// <summary>Those of a server on this computer.</summary>
    public static MachineLimits Here(string directory) => new(directory, Read("/proc/self/mountinfo"), Read("/proc/self/cgroup"));

    /// <summary>What is limited: <see cref="Both"/>, one of them and why not the other, or <c>none: </c> and why.</summary>
    public string State { get; }

    /// <summary>Makes the machine's groups.</summary>
    /// <param name="id">The instance id.</param>
    /// <param name="mebibytes">Its memory (MiB), or null for no limit.</param>
    /// <param name="processors">Its processors, or null for no limit.</param>
    /// <returns>Their directories, for its first process to join; that of memory first.</returns>
    /// <exception cref="MachineFailure">The kernel refuses it.</exception>
    public IReadOnlyList<string> Give(string id, int? mebibytes, int? processors)
    {
        try
        {
            string?[] made =
            [
                mebibytes is { } size ? _memory?.Make(id, Memory(size)) : null,
                processors is { } count ? _processors?.Make(id, Processors(count)) : null,
            ];
            return [.. made.OfType<string>().Distinct()];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new MachineFailure($"{id} cannot be given {mebibytes} MiB of memory and {processors} processors: {refused.Message}", refused);
        }
    }

    /// <summary>Removes the groups of a machine that is gone.</summary>
    public void Take(string id)
    {
        _memory?.Remove(id);
        _processors?.Remove(id);
    }

    /// <summary>Removes the groups that an earlier server left.</summary>
    public void Sweep()
    {
        _memory?.Sweep();
        _processors?.Sweep();
    }

    private (LimitGroups? Groups, string? Refusal) Place(string controller, string mounts, string groups, (string, string)[] settings)
    {
        const string trial = "trial";
        var (top, parent, refusal) = ControlGroups.For(controller, mounts, groups);
        if (refusal is not null)
            return (null, refusal);
        var place = new LimitGroups(top!, parent!, _prefix);
        try
        {
            place.Make(trial, settings);
            return (place, null);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return (null, $"no limit can be set beneath {parent}: {refused.Message}");
        }
        finally
        {
            place.Remove(trial);
        }
    }

    // Version 2 first, then version 1; a group has the files of one of them. Servers on AWS have no swap, and not every kernel counts it.
    private static IEnumerable<(string Name, string Value)> Memory(int mebibytes)
    {
        var bytes = (mebibytes * 1024L * 1024).ToString(CultureInfo.InvariantCulture);
        return [("memory.max", bytes), ("memory.swap.max", "0"), ("memory.limit_in_bytes", bytes), ("memory.memsw.limit_in_bytes", bytes)];
    }

    private static IEnumerable<(string Name, string Value)> Processors(int count) =>
        [("cpu.max", string.Create(CultureInfo.InvariantCulture, $"{count * Period} {Period}")), ("cpu.cfs_quota_us", (count * Period).ToString(CultureInfo.InvariantCulture))];

    private static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
