using System.Reflection;
using Cake.Frosting.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>A build as a program: finds the tasks, reads the command line, and runs the target on Cake's engine.</summary>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = [];
    private readonly HashSet<Assembly> _assemblies = [];

    /// <summary>Makes a host that finds the tasks of the program's own assembly.</summary>
    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } program)
            _assemblies.Add(program);
    }

    /// <summary>Makes a host that finds the tasks of the program's own assembly.</summary>
    public static CakeHost Create() => new();

    /// <summary>Finds the tasks of another assembly as well.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Registers services that tasks, lifetimes and the context ask for in their constructors.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        services(_services);
        return this;
    }

    /// <summary>Runs what the arguments say.</summary>
    /// <returns>The exit code: 0, 1 after a failure, 255 for arguments that cannot be read.</returns>
    public int Run(IEnumerable<string> args)
    {
        var arguments = args.ToArray();
        return PlainCommandLine.Read(arguments) is { } options ? Build(options) : CommandLine.Run(arguments, Build);
    }

    private int Build(RunOptions options) => new BuildRun(_services, _assemblies, options).Execute().GetAwaiter().GetResult();
}
