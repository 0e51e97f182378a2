using System.Net;
using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Front;
using Bundt.LocalCloud.Identity;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.Metadata;
using Bundt.LocalCloud.ObjectStore;
using Bundt.LocalCloud.Parameters;
using Bundt.LocalCloud.Repositories;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud;

/// <summary>Puts the parts together.</summary>
public static class CloudServer
{
    /// <summary>Builds the server; running it is the caller's.</summary>
    public static WebApplication Build(Options options)
    {
        Directory.CreateDirectory(options.StateDirectory);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning)
            .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Keys.Load(options.StateDirectory, Environment.GetEnvironmentVariable))
            .AddSingleton<Cloud>()
            .AddSingleton<StateStore>()
            .AddHostedService(provider => provider.GetRequiredService<StateStore>())
            .AddSingleton<Presence>()
            .AddHostedService(provider => provider.GetRequiredService<Presence>())
            .AddWire()
            .AddFaults()
            .AddSingleton<Buckets>()
            .AddSingleton<IProtocol, ParameterProtocol>()
            .AddSingleton<IProtocol, S3Protocol>()
            .AddSingleton<Addresses>()
            .AddSingleton<MetadataTokens>()
            .AddMachines()
            .AddEc2()
            .AddAutoScaling()
            .AddLoadBalancing();

        var app = builder.Build();
        // Before anything else touches the folder: another server may have it.
        app.Services.GetRequiredService<StateStore>();
        if (options.FaultFile is { } faults)
            app.Services.ArmFaults(faults);
        var actions = app.Services.GetRequiredService<ActionTable>();
        actions.RegisterEc2(app.Services);
        actions.RegisterAutoScaling(app.Services);
        actions.RegisterLoadBalancing(app.Services);
        actions.RegisterIdentity(app.Services);
        app.MapLocal();
        app.MapMetadata();
        app.MapTraffic();
        if (options.GitDirectory is { } repositories)
            app.MapRepositories(repositories);
        app.MapFallback("/{**path}", app.Services.GetRequiredService<Gateway>().Answer);
        return app;
    }
}
