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

    /// <summary>What is let in beyond that port from those addresses, or null. A network within one that is named is no more than it.</summary>
    /// <param name="openings">All that is let in.</param>
    /// <param name="port">The port.</param>
    /// <param name="cidrs">Networks in CIDR notation.</param>
    public static string? Excess(IReadOnlyCollection<Opening> openings, int port, IReadOnlyCollection<string> cidrs)
    {
        var named = cidrs.Select(IPNetwork.Parse).ToList();
        return openings.FirstOrDefault(opening => opening.First != port || opening.Last != port || !IsNamed(opening.From)) is { } excess
            ? $"{excess.From} to {(excess.First == excess.Last ? $"port {excess.First}" : $"ports {excess.First} to {excess.Last}")}"
            : null;

        bool IsNamed(string from) =>
            IPNetwork.TryParse(from, out var network) && named.Exists(one => one.PrefixLength <= network.PrefixLength && one.Contains(network.BaseAddress));
    }
}
