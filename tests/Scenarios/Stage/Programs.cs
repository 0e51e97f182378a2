using System.Diagnostics;

namespace Bundt.Scenarios.Stage;

/// <summary>Runs programs of this computer.</summary>
internal static class Programs
{
    /// <summary>Runs one to its end.</summary>
    /// <returns>What it wrote.</returns>
    public static Task<string> Run(string program, params string[] arguments) => RunIn("/", program, arguments);

    /// <summary>Runs one to its end in a folder.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunIn(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.TrimEnd()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await errors}");
    }
}
