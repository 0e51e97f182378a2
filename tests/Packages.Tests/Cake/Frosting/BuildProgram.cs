using System.Diagnostics;

namespace Bundt.Packages.Tests.Frosting;

/// <summary>The sample build, run as a program.</summary>
internal static class BuildProgram
{
    /// <summary>Its own output folder, beside that of these tests: what it needs to run must have been copied there.</summary>
    private static readonly string Program = Path.Combine(
        Tests, "Cake/SampleBuild", Path.GetRelativePath(Tests, AppContext.BaseDirectory), "Bundt.SampleBuild.dll");

    private static string Tests => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));

    public static async Task<BuildOutcome> Run(params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["NO_COLOR"] = "1" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new BuildOutcome(process.ExitCode, Lines(await output), Lines(await errors));
    }

    private static string[] Lines(string text)
        => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
