using System.Diagnostics;
using System.Runtime.InteropServices;
using Bundt.Domain;

namespace Bundt.Cloud;

/// <summary>Runs a program to its end, its output told line by line.</summary>
internal static partial class Command
{
    private const int SigTerm = 15;
    private const int SigKill = 9;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // The program takes the shell's place. Its output has a reader as long as it lives: a program whose output breaks off dies of that.
    private const string Outliving = "exec \"$@\" > >(trap '' PIPE; exec tee /dev/null 2>/dev/null) 2>&1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A session of its own: Ctrl-C at the terminal reaches Bundt alone, which then ends its programs in order.
    internal static readonly string? Session = Find("setsid");

    /// <summary>Where a program is, or null.</summary>
    /// <param name="program">Its name, looked up in <c>PATH</c>, or a path.</param>
    public static string? Find(string program) => program.Contains('/', StringComparison.Ordinal)
        ? IsExecutable(program) ? program : null
        : Find(program, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Where a program is on a path, or null.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="path">The folders to look in, as in <c>PATH</c>.</param>
    public static string? Find(string program, string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(IsExecutable);

    /// <summary>Whether a file can be run.</summary>
    public static bool IsExecutable(string file) => File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Executable) != 0);

    /// <summary>Runs it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, passed as they are.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="variables">Environment variables, over the present ones.</param>
    /// <param name="line">Is told each line of output, and of errors where nobody else is.</param>
    /// <param name="cancellation">Ends it; the exit code is then the program's own.</param>
    /// <param name="cleansUp">
    /// Whether it has something to clean up. If not, the program and all that it started are ended, by force if it takes long. If so, it is asked
    /// alone, takes as much time as it needs, and goes on cleaning up even if this process is gone by then.
    /// </param>
    /// <param name="errors">Is told each line of errors; only of a program that has nothing to clean up.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="Problem">There is no such program.</exception>
    public static async Task<int> Run(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> variables, Action<string> line,
        CancellationToken cancellation, bool cleansUp = false, Action<string>? errors = null)
    {
        var found = Find(program) ?? throw new Problem($"{program} is not on PATH.", next: $"Install {program}, then run again.");
        string[] command = [.. Session is null ? [] : new[] { Session }, .. cleansUp ? new[] { "bash", "-c", Outliving, program } : [], found, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        using var process = new Process { StartInfo = start };
        var told = new Lock();
        process.OutputDataReceived += (_, data) => Tell(data.Data, line);
        process.ErrorDataReceived += (_, data) => Tell(data.Data, errors ?? line);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var group = !cleansUp && Session is not null ? -process.Id : process.Id;
        await using var ask = cancellation.Register(() => Kill(group, SigTerm));
        if (!cleansUp)
            await EndsWhole(process, group, cancellation);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;

        void Tell(string? text, Action<string> listener)
        {
            if (text is null)
                return;
            lock (told)
                listener(text);
        }
    }

    // What it started may live on, and may hold its output open.
    private static async Task EndsWhole(Process process, int group, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            using var limit = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                // It takes too long.
            }

            Kill(group, SigKill);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);
}
