using Bundt.SampleBuild;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

return new CakeHost()
    .UseContext<SampleContext>()
    .UseLifetime<SampleLifetime>()
    .UseTaskLifetime<SampleTaskLifetime>()
    .UseStartup<SampleStartup>()
    .UseCakeSetting("sample_setting", "from code")
    .ConfigureServices(services => services.AddSingleton<Broom>())
    .Run(args);
