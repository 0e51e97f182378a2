using Bundt.LocalCloud.Policies;
using Bundt.LocalCloud.Signing;

namespace Bundt.LocalCloud.Wire;

/// <summary>The protocols as a part of the local cloud.</summary>
internal static class WirePart
{
    /// <summary>Adds the services of this part.</summary>
    public static IServiceCollection AddWire(this IServiceCollection services) => services
        .AddSingleton<ActionTable>()
        .AddSingleton<SigningKeys>()
        .AddSingleton<Signatures>()
        .AddSingleton<Permissions>()
        .AddSingleton<CallLog>()
        .AddSingleton<QueryProtocol>()
        .AddSingleton<Gateway>();
}
