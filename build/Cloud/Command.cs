using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bundt.Cloud;

/// <summary>Runs a program to its end, its output told line by line. Cancelling asks it to end with SIGTERM and waits until it has.</summary>
internal static partial class Command
{
    private const int SigTerm = 15;

    /// <summary>Runs it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, passed as they are.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="variables">Environment variables, over the present ones.</param>
    /// <param name="line">Is told each line of output and of errors.</param>
    /// <param name="cancellation">Ends it; the exit code is then the program's own.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static async Task<int> Run(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> variables, Action<string> line,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
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
        process.OutputDataReceived += (_, data) => Tell(data.Data);
        process.ErrorDataReceived += (_, data) => Tell(data.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await using var ask = cancellation.Register(() => Kill(process.Id, SigTerm));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;

        void Tell(string? text)
        {
            if (text is null)
                return;
            lock (told)
                line(text);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
