using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bundt.Cloud.Runs;

/// <summary>Starts this program again: from the same files, even if a build has put others in their place meanwhile.</summary>
public sealed class ChildRuns : IChildRuns
{
    /// <inheritdoc />
    public IChildRun Start(IReadOnlyList<string> arguments, Action<string> output, Action<string> errors)
    {
        // A session of its own, as for every program: Ctrl-C at the terminal reaches this run alone, which passes it on once.
        string[] command = [.. Command.Session is { } session ? [session] : Array.Empty<string>(), .. Program(), .. arguments];
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.OutputDataReceived += (_, line) => Tell(line.Data, output);
        process.ErrorDataReceived += (_, line) => Tell(line.Data, errors);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ChildRun(process);
    }

    private static string[] Program() => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
        ? [host, Environment.GetCommandLineArgs()[0]]
        : [Environment.ProcessPath!];

    private static void Tell(string? line, Action<string> told)
    {
        if (line is not null)
            told(line);
    }

    private sealed class ChildRun(Process process) : IChildRun
    {
        private readonly int _id = process.Id;

        public Task<int> Ended { get; } = End(process);

        public void PassOn(PosixSignal signal)
        {
            if (!Ended.IsCompleted)
                Command.Kill(_id, signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGHUP => 1, _ => 15 });
        }

        private static async Task<int> End(Process process)
        {
            using (process)
            {
                await process.WaitForExitAsync();
                return process.ExitCode;
            }
        }
    }
}
