using System.Net;

namespace Bundt.Domain.Images;

/// <summary>Who may reach the temporary instance of a bake.</summary>
public static class Ingress
{
    /// <summary>The first thing that is wrong with the addresses that a bake's security group would admit, or null.</summary>
    /// <param name="cidrs">Networks in CIDR notation.</param>
    public static string? Reason(IReadOnlyCollection<string> cidrs)
    {
        if (cidrs.Count == 0)
            return "no address is admitted to the temporary instance";
        foreach (var cidr in cidrs)
        {
            if (!IPNetwork.TryParse(cidr, out var network))
                return $"'{cidr}' is not a network in CIDR notation";
            if (network.PrefixLength == 0)
                return $"'{cidr}' would admit the whole world to the temporary instance";
        }

        return null;
    }
}
