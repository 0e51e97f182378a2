namespace Bundt.Scenarios.Stage;

/// <summary>The processes of an instance, as this computer sees them: what somebody with root's rights could do to them.</summary>
internal static class Servers
{
    /// <summary>Ends an instance at once, as a power failure does: it is not drained, and says goodbye to nobody.</summary>
    public static async Task Kill(string instance)
    {
        var process = Process(instance, "/run/machine/init.sh");
        await Programs.Run("kill", "-KILL", process);
        // It is there until all that it started is gone.
        await Eventually.Holds($"{instance} to be dead", () => !Directory.Exists($"/proc/{process}"));
    }

    /// <summary>Ends the application of an instance at once; the instance starts it again.</summary>
    public static Task KillProgram(string instance) => Programs.Run("kill", "-KILL", Process(instance, "Web.dll"));

    /// <summary>Makes the application of an instance hang: it listens, and answers nothing any more.</summary>
    public static Task Hang(string instance) => Programs.Run("kill", "-STOP", Process(instance, "Web.dll"));

    /// <summary>Whether an instance has a first process: one that boots again has none for a moment, and is running all the while.</summary>
    public static bool Runs(string instance) => First(instance).Count == 1;

    /// <summary>A file of an instance as the instance itself sees it.</summary>
    public static string File(string instance, string path) => $"/proc/{Process(instance, "/run/machine/init.sh")}/root{path}";

    // An instance's processes share a PID namespace; its first one is named with the instance's id.
    private static string Process(string instance, string program)
    {
        var first = First(instance);
        if (program == "/run/machine/init.sh")
            return first.Single();
        var inside = Namespace(first.Single());
        return Find(line => line.Contains(program, StringComparison.Ordinal)).Single(process => Namespace(process) == inside);
    }

    private static List<string> First(string instance) =>
        [.. Find(line => line.Contains("/run/machine/init.sh", StringComparison.Ordinal) && line.Contains(instance, StringComparison.Ordinal)).Where(IsFirst)];

    // It forks, and what it forks is called as it is; the one that counts as 1 inside is the first.
    private static bool IsFirst(string process)
    {
        try
        {
            var ids = System.IO.File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("NSpid:", StringComparison.Ordinal))?.Split('\t') ?? [];
            return ids.Length > 2 && ids[^1] == "1";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static List<string> Find(Func<string, bool> matches) =>
    [
        .. Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Where(folder =>
        {
            try
            {
                return matches(System.IO.File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' '));
            }
            catch (IOException)
            {
                return false;
            }
        }).Select(folder => Path.GetFileName(folder)!),
    ];

    private static string? Namespace(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/pid").LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
