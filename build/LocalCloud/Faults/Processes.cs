using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Bundt.LocalCloud.Faults;

/// <summary>The processes of this computer, as they were at one moment.</summary>
/// <param name="parents">The parent of each.</param>
internal sealed partial class Processes(IReadOnlyDictionary<int, int> parents)
{
    private const int SigKill = 9;
    private const int SigStop = 19;

    /// <summary>Those that there are now.</summary>
    public static Processes Read() => new(Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? (Id: id, Parent: Parent(id)) : default)
        .Where(process => process.Parent is not null)
        .ToDictionary(process => process.Id, process => process.Parent!.Value));

    /// <summary>A process and those that it descends from, up to the last one before the first process of all.</summary>
    public IEnumerable<int> Ancestry(int process)
    {
        for (var one = process; one > 1; one = parents.GetValueOrDefault(one))
            yield return one;
    }

    /// <summary>Those that have a file open.</summary>
    /// <param name="file">What the links in <c>/proc/PID/fd</c> show of it.</param>
    public IReadOnlyList<int> Holding(string file) => [.. parents.Keys.Where(process => Open(process).Contains(file))];

    /// <summary>The command line, its arguments parted by spaces; empty when the process is gone.</summary>
    public static string CommandLine(int process) =>
        Look(() => File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ').TrimEnd(), "");

    /// <summary>Kills a process with all that descend from it. They are stopped first: none starts another meanwhile.</summary>
    /// <returns>How many there were.</returns>
    public static int Kill(int root)
    {
        var stopped = new HashSet<int>();
        while (Read().Descent(root).Except(stopped).ToList() is { Count: > 0 } running)
        {
            running.ForEach(process => Signal(process, SigStop));
            stopped.UnionWith(running);
        }

        foreach (var process in stopped)
            Signal(process, SigKill);
        return stopped.Count;
    }

    private IEnumerable<int> Descent(int root) => parents.Keys.Where(process => Ancestry(process).Contains(root));

    // The name of the program, in parentheses, may hold anything; state and parent follow it.
    private static int? Parent(int process) => Look<int?>(() =>
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }, null);

    private static IReadOnlyCollection<string?> Open(int process) => Look<IReadOnlyCollection<string?>>(
        () => [.. new DirectoryInfo($"/proc/{process}/fd").EnumerateFileSystemInfos().Select(link => link.LinkTarget)], []);

    private static T Look<T>(Func<T> look, T gone)
    {
        try
        {
            return look();
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return gone;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
