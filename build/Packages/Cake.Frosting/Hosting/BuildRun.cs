using System.Reflection;
using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Modules;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spectre.Console;

namespace Cake.Frosting.Hosting;

/// <summary>One run: puts the engine and the build's services together and does what the command line asks for.</summary>
internal sealed class BuildRun(IServiceCollection buildServices, IEnumerable<Assembly> assemblies, RunOptions options)
{
    /// <summary>Runs, and answers the exit code.</summary>
    public async Task<int> Execute()
    {
        await using var services = Compose();
        var log = services.GetRequiredService<ICakeLog>();
        try
        {
            Prepare(services, log);
            await Perform(services);
            return 0;
        }
        catch (Exception failure)
        {
            return log.LogException(failure);
        }
    }

    /// <summary>The build's own services come last, so that they override the engine's.</summary>
    private ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        var registrar = new ContainerRegistrar(services);
        new CoreModule().Register(registrar);
        registrar.Transfer();

        services.AddSingleton<IConsole, CakeConsole>();
        services.AddSingleton<ICakeLog, CakeBuildLog>();
        services.AddSingleton<ICakeReportPrinter, CakeReportPrinter>();
        services.AddSingleton(options.Arguments);
        services.AddSingleton(ReadConfiguration);
        services.AddSingleton<IFrostingContext, FrostingContext>();

        foreach (var task in Tasks())
            services.AddSingleton(task);
        services.Add(buildServices);
        return services.BuildServiceProvider();
    }

    private IEnumerable<Type> Tasks()
        => assemblies.SelectMany(a => a.GetExportedTypes())
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IFrostingTask)));

    private ICakeConfiguration ReadConfiguration(IServiceProvider services)
    {
        var environment = services.GetRequiredService<ICakeEnvironment>();
        var settings = services.GetServices<CakeSetting>().Select(s => KeyValuePair.Create(s.Key, s.Value));
        var arguments = options.Arguments.GetArguments()
            .ToDictionary(a => a.Key, a => a.Value.LastOrDefault() ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        return new CakeConfigurationProvider(services.GetRequiredService<IFileSystem>(), environment)
            .CreateConfiguration(environment.WorkingDirectory, settings, arguments);
    }

    private void Prepare(IServiceProvider services, ICakeLog log)
    {
        var environment = services.GetRequiredService<ICakeEnvironment>();
        if ((options.Working ?? services.GetService<WorkingDirectory>()?.Path)?.MakeAbsolute(environment) is { } directory)
        {
            if (!services.GetRequiredService<IFileSystem>().Exist(directory))
                throw new FrostingException($"The working directory '{directory.FullPath}' does not exist.");
            environment.WorkingDirectory = directory;
        }

        log.Verbosity = services.GetRequiredService<ICakeConfiguration>().GetVerbosity(options.Verbosity, Verbosity.Normal);
    }

    private async Task Perform(IServiceProvider services)
    {
        var console = services.GetRequiredService<IConsole>();
        switch (options.Mode)
        {
            case RunMode.Version:
                new VersionFeature(new VersionResolver()).Run(console);
                break;
            case RunMode.Info:
                new InfoFeature(new VersionResolver()).Run(console);
                break;
            default:
                await RunTargets(services);
                break;
        }
    }

    private async Task RunTargets(IServiceProvider services)
    {
        var engine = services.GetRequiredService<ICakeEngine>();
        var context = services.GetRequiredService<IFrostingContext>();
        new TaskGraph(engine, services, context).Register(Tasks());

        var host = Host(services, engine, context);
        if (options.Exclusive)
            host.Settings.UseExclusiveTarget();
        await host.RunTargetsAsync(options.Targets);
    }

    private ScriptHost Host(IServiceProvider services, ICakeEngine engine, IFrostingContext context)
    {
        var log = services.GetRequiredService<ICakeLog>();
        return options.Mode switch
        {
            RunMode.DryRun => new DryRunScriptHost<IFrostingContext>(engine, context, log),
            RunMode.Tree => new TreeScriptHost(engine, context, services.GetRequiredService<IConsole>()),
            RunMode.Description => new DescriptionScriptHost(engine, context, AnsiConsole.Console),
            _ => new BuildScriptHost<IFrostingContext>(
                engine,
                services.GetRequiredService<IExecutionStrategy>(),
                context,
                services.GetRequiredService<ICakeReportPrinter>(),
                services.GetRequiredService<ICakeConfiguration>(),
                log),
        };
    }
}
