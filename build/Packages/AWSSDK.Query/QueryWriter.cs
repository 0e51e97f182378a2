using System;
using System.Collections.Generic;
using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Query;

/// <summary>
/// Flattens a request into the form parameters of the query protocol: <c>Tags.member.1.Key=name</c>.
/// Members that are null are not sent.
/// </summary>
internal readonly struct QueryWriter(IDictionary<string, string> parameters, string prefix)
{
    public void Add(string name, string? value)
    {
        if (value is not null)
            parameters.Add(prefix + name, value);
    }

    public void Add(string name, ConstantClass? value) => Add(name, value?.ToString());

    public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, double? value) => Add(name, value?.ToString("R", CultureInfo.InvariantCulture));

    public void Add(string name, bool? value) => Add(name, value is { } set ? (set ? "true" : "false") : null);

    public void Add(string name, DateTime? value) =>
        Add(name, value is { } set ? StringUtils.FromDateTimeToISO8601WithOptionalMs(set) : null);

    public void Add(string name, IQueryInput? value) => value?.Write(Below(name));

    public void Add(string name, List<string>? values)
    {
        if (!Opens(name, values))
            return;
        var members = Below(name);
        for (var i = 0; i < values!.Count; i++)
            members.Add(Member(i), values[i]);
    }

    public void Add<T>(string name, List<T>? values)
        where T : class, IQueryInput
    {
        if (!Opens(name, values))
            return;
        var members = Below(name);
        for (var i = 0; i < values!.Count; i++)
            members.Add(Member(i), (IQueryInput)values[i]);
    }

    public void Add(string name, Dictionary<string, string>? values)
    {
        if (!Opens(name, values))
            return;
        var number = 0;
        foreach (var (key, value) in values!)
        {
            var entry = Below($"{name}.entry.{++number}");
            entry.Add("key", key);
            entry.Add("value", value);
        }
    }

    private static string Member(int index) => $"member.{index + 1}";

    private QueryWriter Below(string name) => new(parameters, prefix + name + ".");

    /// <summary>
    /// Whether the collection has members to write. One that is empty on purpose is sent as an empty value, as the
    /// official clients do, unless collections are made by default and emptiness therefore says nothing.
    /// </summary>
    private bool Opens<T>(string name, ICollection<T>? values)
    {
        if (values is { Count: 0 } && !AWSConfigs.InitializeCollections)
            parameters.Add(prefix + name, "");
        return values is { Count: > 0 };
    }
}
