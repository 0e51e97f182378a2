using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Front;
using Bundt.LocalCloud.LoadBalancing.Actions;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>Elastic Load Balancing as a part of the local cloud.</summary>
public static class LoadBalancingServices
{
    /// <summary>Adds the services of this part, the load balancers at work among them.</summary>
    public static IServiceCollection AddLoadBalancing(this IServiceCollection services) => services
        .AddHttpForwarder()
        // A target that is lost fails every request: they are counted by status, not told of one by one with a stack trace.
        .AddLogging(logging => logging.AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.None))
        .AddSingleton<Targets>()
        .AddSingleton<ITargets>(provider => provider.GetRequiredService<Targets>())
        .AddSingleton<TrafficCounts>()
        .AddSingleton<TargetFaults>()
        .AddSingleton<Forwarding>()
        .AddSingleton<Exchanges>()
        .AddSingleton<HeldPorts>()
        .AddSingleton<ListenerServer>()
        .AddSingleton<Backends>()
        .AddSingleton(provider => NodeLag.From(provider.GetRequiredService<ArmedFaults>(), Environment.GetEnvironmentVariable))
        .AddSingleton<IProbe>(provider => new FaultyProbe(
            provider.GetRequiredService<Options>().RealMachines ? new HttpProbe() : new StateProbe(provider.GetRequiredService<IMachines>()),
            provider.GetRequiredService<TargetFaults>()))
        .AddSingleton<HealthChecks>()
        .AddSingleton<Draining>()
        .AddSingleton<BalancerParts>()
        .AddHostedService<Balancers>();

    /// <summary>Adds the actions of this part.</summary>
    public static void RegisterLoadBalancing(this ActionTable table, IServiceProvider services)
    {
        T Make<T>() => ActivatorUtilities.CreateInstance<T>(services);
        AccountActions.Register(table);
        Make<LoadBalancerActions>().Register(table);
        Make<NetworkActions>().Register(table);
        Make<TargetGroupActions>().Register(table);
        Make<TargetActions>().Register(table);
        Make<ListenerActions>().Register(table);
        Make<ListenerAttributeActions>().Register(table);
        Make<CertificateActions>().Register(table);
        Make<RuleActions>().Register(table);
        Make<TagActions>().Register(table);
    }
}
