using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>Runs <c>docker</c>, as Cake runs tools: found by the settings' <c>ToolPath</c> or on the path, and a failure is thrown.</summary>
internal sealed class DockerRunner(ICakeContext context)
    : Tool<AutoToolSettings>(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools)
{
    /// <summary>Runs a command; what it prints goes where the build's own output goes.</summary>
    public void Run(string command, AutoToolSettings settings, params IEnumerable<string> arguments)
        => Run(settings, Arguments(command, settings, arguments));

    /// <summary>Runs a command and answers the lines that it printed, which go nowhere else.</summary>
    public string[] Read(string command, AutoToolSettings settings, params IEnumerable<string> arguments)
    {
        string[] lines = [];
        Run(
            settings,
            Arguments(command, settings, arguments),
            new ProcessSettings { RedirectStandardOutput = true },
            process => lines = [.. process.GetStandardOutput()]);
        return lines;
    }

    /// <inheritdoc/>
    protected override string GetToolName() => "Docker";

    /// <inheritdoc/>
    protected override IEnumerable<string> GetToolExecutableNames() => ["docker", "docker.exe"];

    /// <summary>Arguments are passed on as they are: whoever has one with blanks quotes it.</summary>
    private static ProcessArgumentBuilder Arguments(string command, AutoToolSettings settings, IEnumerable<string> arguments)
    {
        var builder = new ProcessArgumentBuilder().Append(command);
        builder.AppendOptions(settings);
        foreach (var argument in arguments)
            builder.Append(argument);
        return builder;
    }
}
