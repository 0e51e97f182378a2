namespace Bundt.LocalCloud.Machines;

/// <summary>Brings the machines into the server.</summary>
public static class MachinesPart
{
    /// <summary>Adds the kind of machines that the options ask for; a server whose machines cannot run here does not start.</summary>
    public static IServiceCollection AddMachines(this IServiceCollection services) => services
        .AddSingleton<IMachines>(provider => provider.GetRequiredService<Options>() is { RealMachines: true } options
            ? new ProcessMachines(Path.Combine(options.StateDirectory, "machines"))
            : new NoMachines())
        .AddHostedService<MachinesCheck>();
}
