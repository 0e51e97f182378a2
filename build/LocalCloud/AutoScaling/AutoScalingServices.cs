using Bundt.LocalCloud.AutoScaling.Engine;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>Brings Auto Scaling into the server.</summary>
public static class AutoScalingServices
{
    /// <summary>Adds the actions (still to be registered with the action table) and the engine.</summary>
    public static IServiceCollection AddAutoScaling(this IServiceCollection services) => services
        .AddSingleton<AutoScalingActions>()
        .AddHostedService<ScalingEngine>();
}
