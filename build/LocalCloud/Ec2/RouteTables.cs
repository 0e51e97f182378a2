using System.Collections.Immutable;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The route tables of a region.</summary>
internal static class RouteTables
{
    /// <summary>All of them: the main one of each network, and those that were made.</summary>
    public static IEnumerable<RouteTable> AllRouteTables(this Region region) => region.Vpcs.Values.Select(RouteTable.MainOf)
        .Where(main => !region.RouteTables.ContainsKey(main.Id))
        .Concat(region.RouteTables.Values);

    /// <summary>The tables without the association of a subnet that goes.</summary>
    public static ImmutableDictionary<string, RouteTable> Without(this ImmutableDictionary<string, RouteTable> tables, Subnet subnet) =>
        tables.Values.FirstOrDefault(table => table.Subnets.ContainsValue(subnet.Id)) is { } table
            ? tables.With(table with { Subnets = table.Subnets.RemoveRange(table.Subnets.Where(one => one.Value == subnet.Id).Select(one => one.Key)) })
            : tables;
}
