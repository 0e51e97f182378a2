using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Bundt.Entry.Tests;

/// <summary>Runs a way into a house, with that house's SDK alone on the path.</summary>
internal static class Shell
{
    // The engine alone has no cmdlets for files; these are what the script needs of them.
    private const string Cmdlets = """
        function Join-Path($path, $child) { [IO.Path]::Combine($path, $child) }
        function Test-Path($path) { [IO.File]::Exists($path) -or [IO.Directory]::Exists($path) }
        function Push-Location($path) {
            $ExecutionContext.SessionState.Path.PushCurrentLocation('stack')
            $ExecutionContext.SessionState.Path.SetLocation($path) | Out-Null
        }
        function Pop-Location { $ExecutionContext.SessionState.Path.PopLocation('stack') | Out-Null }
        function New-Item($itemType, $path, $target) { [IO.Directory]::CreateSymbolicLink($path, $target) }
        """;

    /// <summary>Runs a line as it is typed at a PowerShell prompt, in the house.</summary>
    /// <param name="house">The house.</param>
    /// <param name="line">The line.</param>
    /// <param name="before">What the session was told before.</param>
    public static Run PowerShell(House house, string line, string before = "")
    {
        using var path = new PathOf(house);
        using var errors = new StringWriter();
        var standardError = Console.Error;
        Console.SetError(errors);
        try
        {
            using var session = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            session.Open();
            session.SessionStateProxy.Path.SetLocation(house.Folder);
            using var shell = System.Management.Automation.PowerShell.Create(session);
            var output = shell.AddScript($"{Cmdlets}\n{before}\n{line}").Invoke();
            shell.Streams.Error.ShouldBeEmpty();
            return new((int)session.SessionStateProxy.GetVariable("LASTEXITCODE"), string.Join('\n', output), house.Plain(errors.ToString().TrimEnd()));
        }
        finally
        {
            Console.SetError(standardError);
        }
    }

    /// <summary>Runs the house's build.sh.</summary>
    public static async Task<Run> Bash(House house, params string[] arguments)
    {
        using var path = new PathOf(house);
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(house.Folder, "build.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = house.Folder, ["DOTNET_ROOT"] = "" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, house.Plain((await errors).TrimEnd()));
    }

    /// <summary>What a run left.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">What it wrote to standard output.</param>
    /// <param name="Errors">What it wrote to standard error.</param>
    internal sealed record Run(int ExitCode, string Output, string Errors);

    private sealed class PathOf : IDisposable
    {
        private static readonly string[] Tools = ["bash", "cat", "cut", "dirname", "find", "flock", "grep", "ln", "mkdir", "paste", "rm", "sh", "sort"];

        private readonly string _path = Environment.GetEnvironmentVariable("PATH")!;

        public PathOf(House house)
        {
            // Links to what build.sh itself needs: it may be in a folder that has a dotnet as well.
            var tools = Directory.CreateDirectory(Path.Combine(house.Folder, "tools")).FullName;
            foreach (var tool in Tools.Where(tool => !File.Exists(Path.Combine(tools, tool))))
                File.CreateSymbolicLink(Path.Combine(tools, tool), _path.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists));
            Environment.SetEnvironmentVariable("PATH", $"{Path.GetDirectoryName(house.SdkFile("dotnet"))}:{tools}");
        }

        public void Dispose() => Environment.SetEnvironmentVariable("PATH", _path);
    }
}
