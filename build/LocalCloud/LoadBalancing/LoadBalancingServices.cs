using Bundt.LocalCloud.Front;
using Bundt.LocalCloud.LoadBalancing.Actions;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>Brings Elastic Load Balancing into the server: its actions, and the front that carries traffic.</summary>
public static class LoadBalancingServices
{
    /// <summary>Adds the actions and the front.</summary>
    public static IServiceCollection AddLoadBalancing(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        return services
            .AddSingleton<ITargets, Targets>()
            .AddSingleton<Nodes>()
            .AddSingleton<InFlight>()
            .AddSingleton<Router>()
            .AddSingleton<Forwarder>()
            .AddHostedService<Listening>()
            .AddHostedService<HealthChecks>()
            .AddHostedService<Draining>();
    }

    /// <summary>Adds the actions of this part.</summary>
    public static void RegisterLoadBalancing(this ActionTable table, IServiceProvider services)
    {
        var cloud = services.GetRequiredService<Cloud>();
        new LoadBalancerActions(cloud, services.GetRequiredService<Addresses>(), services.GetRequiredService<TimeProvider>()).Register(table);
        new TargetGroupActions(cloud).Register(table);
        new ListenerActions(cloud).Register(table);
        new RuleActions(cloud).Register(table);
        new TargetHealthActions(cloud, services.GetRequiredService<ITargets>()).Register(table);
        new TagActions(cloud).Register(table);
    }
}
