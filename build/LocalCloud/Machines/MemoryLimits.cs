using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// Gives each machine the memory of its instance type by a control group of its own: in version 1 beneath this server's group, in version 2
/// beneath the nearest group above that hands the memory controller on. Source: cgroups(7), and the kernel's guides to both versions.
/// </summary>
public sealed class MemoryLimits
{
    /// <summary>The <see cref="State"/> where they work.</summary>
    public const string ByMemory = "memory";

    private const string Mark = "bundt-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private readonly string? _top;
    private readonly string? _parent;
    private readonly string _prefix;

    /// <summary>Finds the place for the groups of one server.</summary>
    /// <param name="directory">The server's own directory: its groups bear a name made of it, so that it never touches another server's.</param>
    /// <param name="mounts">The text of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="groups">The text of <c>/proc/self/cgroup</c>.</param>
    public MemoryLimits(string directory, string mounts, string groups)
    {
        _prefix = $"{Mark}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..8]}-";
        (_top, _parent, var refusal) = ControlGroups.ForMemory(mounts, groups);
        if ((refusal ?? Trial()) is not { } why)
            return;
        _parent = null;
        State = $"none: {why}";
    }

    /// <summary>Those of a server on this computer.</summary>
    public static MemoryLimits Here(string directory) => new(directory, Read("/proc/self/mountinfo"), Read("/proc/self/cgroup"));

    /// <summary><c>memory</c>, or <c>none: </c> and why machines are not limited here.</summary>
    public string State { get; } = ByMemory;

    /// <summary>Makes the machine's group. Answers its directory, or null where there are no limits.</summary>
    /// <param name="id">The instance id.</param>
    /// <param name="mebibytes">Its memory (MiB), or null for no limit.</param>
    /// <exception cref="MachineFailure">The kernel refuses it.</exception>
    public string? Give(string id, int? mebibytes)
    {
        if (_parent is null || mebibytes is not { } size)
            return null;
        try
        {
            return Make(id, size * 1024L * 1024);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new MachineFailure($"{id} cannot be given {size} MiB of memory: {refused.Message}", refused);
        }
    }

    /// <summary>Removes the group of a machine that is gone.</summary>
    public void Take(string id)
    {
        if (_parent is not null)
            Remove(Path.Combine(_parent, _prefix + id));
    }

    /// <summary>
    /// Removes the groups that an earlier server of this directory left, wherever that one was, and those of other servers that have been
    /// empty for long: the kernel keeps every group that has a process, and a machine is in its group as soon as there is one.
    /// </summary>
    public void Sweep()
    {
        if (_parent is null)
            return;
        try
        {
            var oldest = DateTime.UtcNow - Abandoned;
            foreach (var left in Directory.GetDirectories(_top!, Mark + "*", SearchOption.AllDirectories))
            {
                if (Path.GetFileName(left).StartsWith(_prefix, StringComparison.Ordinal) || Directory.GetLastWriteTimeUtc(left) < oldest)
                    Remove(left);
            }
        }
        catch (IOException)
        {
            // Other people's groups come and go meanwhile. What is still there the next server removes.
        }
    }

    private string? Trial()
    {
        const string trial = "trial";
        if (!Directory.Exists(_parent))
            return $"this process's control group cannot be seen from here ({_parent})";
        try
        {
            Make(trial, 64L * 1024 * 1024);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"no memory limit can be set beneath {_parent}: {refused.Message}";
        }
        finally
        {
            Take(trial);
        }
    }

    private string Make(string id, long bytes)
    {
        var group = Directory.CreateDirectory(Path.Combine(_parent!, _prefix + id)).FullName;
        var text = bytes.ToString(CultureInfo.InvariantCulture);
        var unified = File.Exists(Path.Combine(group, "memory.max"));
        Write(group, unified ? "memory.max" : "memory.limit_in_bytes", text);

        // Servers on AWS have no swap. Not every kernel counts it.
        foreach (var (name, value) in new[] { ("memory.swap.max", "0"), ("memory.memsw.limit_in_bytes", text) })
        {
            if (File.Exists(Path.Combine(group, name)))
                Write(group, name, value);
        }

        return group;
    }

    // The files of a group are the kernel's: they are there, and cannot be made.
    private static void Write(string group, string name, string text)
    {
        using var file = new FileStream(Path.Combine(group, name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.ASCII.GetBytes(text));
    }

    private static void Remove(string group)
    {
        try
        {
            Directory.Delete(group);
        }
        catch (IOException)
        {
            // A process is still ending in it, or it is gone already: the next server sweeps.
        }
    }

    private static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
