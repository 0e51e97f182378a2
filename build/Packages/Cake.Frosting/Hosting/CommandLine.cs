using Cake.Cli.Infrastructure;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting.Hosting;

/// <summary>Reads the command line. What it does not know becomes an argument of the build.</summary>
internal sealed class CommandLine : Command<CommandLineSettings>
{
    /// <summary>Runs the build with what the arguments say, or explains what is wrong with them.</summary>
    public static int Run(string[] args, Func<RunOptions, int> build)
    {
        var app = new CommandApp<CommandLine>();
        app.WithData(build);
        app.Configure(config =>
        {
            config.AddExample([]);
            config.AddExample("--verbosity", "quiet");
            config.AddExample("--tree");
        });
        return app.Run(args);
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, CommandLineSettings settings, CancellationToken cancellationToken)
    {
        var build = (Func<RunOptions, int>)context.Data!;
        return build(new RunOptions(
            settings.Targets,
            settings.Mode,
            settings.Exclusive,
            settings.Verbosity,
            settings.Working is { } path ? new DirectoryPath(path) : null,
            context.Remaining.ToCakeArguments(settings.Targets)));
    }
}
