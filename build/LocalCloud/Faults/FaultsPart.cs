namespace Bundt.LocalCloud.Faults;

/// <summary>Faults as a part of the local cloud.</summary>
public static class FaultsPart
{
    /// <summary>Adds the services of this part.</summary>
    public static IServiceCollection AddFaults(this IServiceCollection services) => services
        .AddSingleton<ArmedFaults>()
        .AddSingleton<CallStrikes>()
        .AddSingleton<Callers>()
        .AddSingleton<CallFaults>()
        .AddSingleton<LaunchFaults>()
        .AddSingleton<Past>()
        .AddSingleton<Staleness>()
        .AddHostedService<InstanceFaults>();

    /// <summary>Arms the faults that the server was started with.</summary>
    /// <exception cref="FormatException">The file is no list of faults; the message says where it is wrong.</exception>
    public static void ArmFaults(this IServiceProvider services, string path)
    {
        var faults = services.GetRequiredService<ArmedFaults>();
        foreach (var fault in FaultReader.ReadFile(path))
            faults.Arm(fault);
    }
}
