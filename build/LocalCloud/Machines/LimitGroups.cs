using System.Text;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// The control groups of one server's machines in one hierarchy: in version 1 beneath this server's own group, in version 2 beneath the nearest
/// group above that hands the controller on. Source: cgroups(7).
/// </summary>
/// <param name="top">The top of the hierarchy.</param>
/// <param name="parent">The group beneath which they are made.</param>
/// <param name="prefix">What their names begin with, so that they are never taken for another server's.</param>
internal sealed class LimitGroups(string top, string parent, string prefix)
{
    /// <summary>What the names of every server's groups begin with.</summary>
    public const string Mark = "bundt-";

    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <summary>Makes the group of a machine, and sets what this kernel has of the settings.</summary>
    /// <returns>Its directory.</returns>
    /// <exception cref="IOException">The kernel refuses it, or has none of the settings.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not.</exception>
    public string Make(string id, params IEnumerable<(string Name, string Value)> settings)
    {
        if (!Directory.Exists(parent))
            throw new DirectoryNotFoundException($"this process's control group cannot be seen from here ({parent})");
        var group = Directory.CreateDirectory(Path.Combine(parent, prefix + id)).FullName;
        var known = settings.Where(setting => File.Exists(Path.Combine(group, setting.Name))).ToList();
        if (known.Count == 0)
            throw new IOException($"{group} has no such limit");
        foreach (var (name, value) in known)
        {
            // The files of a group are the kernel's: they are there, and cannot be made.
            using var file = new FileStream(Path.Combine(group, name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.ASCII.GetBytes(value));
        }

        return group;
    }

    /// <summary>Removes the group of a machine that is gone.</summary>
    public void Remove(string id) => Delete(Path.Combine(parent, prefix + id));

    /// <summary>
    /// Removes the groups that an earlier server of the same name left, wherever that one was, and those of other servers that have been empty
    /// for long: the kernel keeps every group that has a process, and a machine is in its group as soon as there is one.
    /// </summary>
    public void Sweep()
    {
        try
        {
            var oldest = DateTime.UtcNow - Abandoned;
            foreach (var left in Directory.GetDirectories(top, Mark + "*", SearchOption.AllDirectories))
            {
                if (Path.GetFileName(left).StartsWith(prefix, StringComparison.Ordinal) || Directory.GetLastWriteTimeUtc(left) < oldest)
                    Delete(left);
            }
        }
        catch (IOException)
        {
            // Other people's groups come and go meanwhile. What is still there the next server removes.
        }
    }

    private static void Delete(string group)
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
}
