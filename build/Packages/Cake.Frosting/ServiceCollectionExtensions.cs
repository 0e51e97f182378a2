using Cake.Core.IO;
using Cake.Frosting.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>What a build tells the host through its services.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Gives tasks, setups and teardowns this context.</summary>
    public static IServiceCollection UseContext<TContext>(this IServiceCollection services)
        where TContext : class, IFrostingContext
        => services.AddSingleton<IFrostingContext, TContext>();

    /// <summary>Runs this setup and teardown around all tasks.</summary>
    public static IServiceCollection UseLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingLifetime
        => services.AddSingleton<IFrostingLifetime, TLifetime>();

    /// <summary>Runs this setup and teardown around each task.</summary>
    public static IServiceCollection UseTaskLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingTaskLifetime
        => services.AddSingleton<IFrostingTaskLifetime, TLifetime>();

    /// <summary>Runs the build in this directory, unless <c>--working</c> names another.</summary>
    public static IServiceCollection UseWorkingDirectory(this IServiceCollection services, DirectoryPath path)
        => services.AddSingleton(new WorkingDirectory(path));

    /// <summary>Sets a value of Cake's configuration; <c>cake.config</c>, the environment and arguments override it.</summary>
    public static IServiceCollection UseCakeSetting(this IServiceCollection services, string key, string value)
        => services.AddSingleton(new CakeSetting(key, value));
}
