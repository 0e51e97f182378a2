using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Registers the services of a build.</summary>
public interface IFrostingStartup
{
    /// <summary>Adds the services that tasks, lifetimes and the context ask for in their constructors.</summary>
    void Configure(IServiceCollection services);
}
