using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Identity;

/// <summary>IAM as a part of the local cloud: roles and instance profiles, as far as servers need them.</summary>
internal static class IdentityPart
{
    /// <summary>Adds the actions of this part.</summary>
    public static void RegisterIdentity(this ActionTable table, IServiceProvider services)
    {
        T Make<T>() => ActivatorUtilities.CreateInstance<T>(services);
        Make<RoleActions>().Register(table);
        Make<RolePolicyActions>().Register(table);
        Make<ProfileActions>().Register(table);
    }
}
