using Bundt.LocalCloud.AutoScaling.Engine;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>Brings Auto Scaling into the server.</summary>
public static class AutoScalingServices
{
    /// <summary>Adds the actions and the engine.</summary>
    public static IServiceCollection AddAutoScaling(this IServiceCollection services) => services
        .AddSingleton<AutoScalingActions>()
        .AddHostedService<ScalingEngine>();

    /// <summary>Adds the actions of this part.</summary>
    public static void RegisterAutoScaling(this ActionTable table, IServiceProvider services) =>
        services.GetRequiredService<AutoScalingActions>().Register(table);
}
