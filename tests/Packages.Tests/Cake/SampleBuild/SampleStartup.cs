using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace Bundt.SampleBuild;

public sealed class SampleStartup : IFrostingStartup
{
    public void Configure(IServiceCollection services) => services.AddSingleton<Gate>();
}
