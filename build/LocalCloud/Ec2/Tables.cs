using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Changes to tables of resources by id.</summary>
internal static class Tables
{
    /// <summary>The table with this resource, in place of the one that had its id.</summary>
    public static ImmutableDictionary<string, T> With<T>(this ImmutableDictionary<string, T> table, T resource) where T : ITagged =>
        table.SetItem(resource.Id, resource);

    /// <summary>The table with one resource changed; as it was when there is none of that id.</summary>
    public static ImmutableDictionary<string, T> Changed<T>(this ImmutableDictionary<string, T> table, string id, Func<T, T> change) =>
        table.TryGetValue(id, out var found) ? table.SetItem(id, change(found)) : table;
}
