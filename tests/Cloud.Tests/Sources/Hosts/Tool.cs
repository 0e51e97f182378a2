using System.Diagnostics;

namespace Bundt.Cloud.Tests.Sources.Hosts;

/// <summary>Programs that a test prepares something with.</summary>
internal static class Tool
{
    /// <summary>Runs one to its end, and demands that it does its work.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await errors}");
        return output;
    }
}
