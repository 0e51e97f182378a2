using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bundt.LocalCloud.State;

/// <summary>
/// A region as rows of a table: each of its dictionaries is a kind, each entry a row of that kind. What is no dictionary is one row.
/// </summary>
internal static class StateTables
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly IReadOnlyDictionary<string, IKind> Kinds = typeof(Region).GetProperties()
        .Where(property => property.CanWrite && property.Name != nameof(Region.Name))
        .ToDictionary(property => property.Name, Kind);

    /// <summary>What makes a region out of another: rows to write, and rows to delete (their text is null).</summary>
    /// <param name="before">The region as it is kept; null for none.</param>
    /// <param name="after">The region as it is; null for none.</param>
    public static IEnumerable<StateRow> Difference(Region? before, Region? after)
    {
        var name = (after ?? before)!.Name;
        return Kinds.SelectMany(kind => kind.Value.Difference(before, after).Select(row => new StateRow(name, kind.Key, row.Id, row.Text)));
    }

    /// <summary>The region that rows hold.</summary>
    /// <exception cref="JsonException">A row is of another version.</exception>
    public static Region Read(string name, IEnumerable<StateRow> rows)
    {
        var region = new Region(name);
        foreach (var kind in rows.GroupBy(row => row.Kind))
        {
            if (!Kinds.TryGetValue(kind.Key, out var known))
                throw new JsonException($"no region has {kind.Key}", kind.Key, null, null);
            known.Read(region, kind);
        }

        return region;
    }

    private static IKind Kind(PropertyInfo property)
    {
        var type = property.PropertyType;
        var entries = type.GetInterfaces().FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IImmutableDictionary<,>));
        return entries is null
            ? new One(property)
            : (IKind)Activator.CreateInstance(typeof(Many<>).MakeGenericType(entries.GetGenericArguments()[1]), property)!;
    }

    private interface IKind
    {
        IEnumerable<(string Id, string? Text)> Difference(Region? before, Region? after);

        void Read(Region region, IEnumerable<StateRow> rows);
    }

    private sealed class One(PropertyInfo property) : IKind
    {
        public IEnumerable<(string Id, string? Text)> Difference(Region? before, Region? after)
        {
            var value = after is null ? null : property.GetValue(after);
            if (ReferenceEquals(before is null ? null : property.GetValue(before), value))
                yield break;
            yield return ("", value is null ? null : JsonSerializer.Serialize(value, property.PropertyType, Json));
        }

        public void Read(Region region, IEnumerable<StateRow> rows) =>
            property.SetValue(region, JsonSerializer.Deserialize(rows.Single().Text!, property.PropertyType, Json));
    }

    private sealed class Many<T>(PropertyInfo property) : IKind
        where T : class
    {
        private static readonly IImmutableDictionary<string, T> Empty = ImmutableDictionary<string, T>.Empty;

        public IEnumerable<(string Id, string? Text)> Difference(Region? before, Region? after)
        {
            var (old, fresh) = (Of(before), Of(after));
            if (ReferenceEquals(old, fresh))
                yield break;
            using var left = old.GetEnumerator();
            using var right = fresh.GetEnumerator();
            var (isLeft, isRight) = (left.MoveNext(), right.MoveNext());
            // Versions of one table go through their entries in the same order, so most need no search: that counts where there are thousands.
            while (isLeft || isRight)
            {
                var (was, now) = (isLeft ? left.Current : default, isRight ? right.Current : default);
                var same = isLeft && isRight && was.Key == now.Key;
                var gone = isLeft && !same && !fresh.ContainsKey(was.Key);
                if (gone)
                    yield return (was.Key, null);
                var added = isRight && !same && !old.ContainsKey(now.Key);
                if (isRight && !gone && (added || !ReferenceEquals(same ? was.Value : old[now.Key], now.Value)))
                    yield return (now.Key, JsonSerializer.Serialize(now.Value, Json));
                (isLeft, isRight) = (added && !gone ? isLeft : isLeft && left.MoveNext(), gone ? isRight : isRight && right.MoveNext());
            }
        }

        public void Read(Region region, IEnumerable<StateRow> rows) => property.SetValue(region, Of(region)
            .AddRange(rows.Select(row => KeyValuePair.Create(row.Id, JsonSerializer.Deserialize<T>(row.Text!, Json)!))));

        private IImmutableDictionary<string, T> Of(Region? region) => region is null ? Empty : (IImmutableDictionary<string, T>)property.GetValue(region)!;
    }
}
