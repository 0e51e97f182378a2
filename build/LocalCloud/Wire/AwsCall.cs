using System.Globalization;

namespace Bundt.LocalCloud.Wire;

/// <summary>
/// One call of a query-protocol service (EC2, Auto Scaling, Elastic Load Balancing, STS) as its action sees it. Parameters keep their wire
/// names; lists are read with <see cref="List"/> (both <c>X.member.N</c> and <c>X.N</c>), structures with <see cref="Structure"/> and
/// <see cref="Structures"/>.
/// </summary>
public sealed record AwsCall(string Service, string Action, string Region, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The value of a parameter, or null when it was not sent.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    /// <summary>A parameter that must be there.</summary>
    /// <exception cref="AwsError"><c>MissingParameter</c> (EC2) or <c>ValidationError</c> (the others).</exception>
    public string Required(string name) => this[name] is { Length: > 0 } value
        ? value
        : throw Missing(name);

    /// <summary>Refuses the call unless these lists or structures were sent; an empty one is enough.</summary>
    /// <exception cref="AwsError"><c>MissingParameter</c> (EC2) or <c>ValidationError</c> (the others).</exception>
    public void Demand(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Has(name))
                throw Missing(name);
        }
    }

    /// <summary>A whole number, or null when it was not sent.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c> (EC2) or <c>ValidationError</c> (the others).</exception>
    public int? Number(string name) => this[name] is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid($"Value '{text}' for parameter {name} is not an integer");

    /// <summary>A whole number within bounds, or null when it was not sent.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c> (EC2) or <c>ValidationError</c> (the others).</exception>
    public int? Number(string name, int least, int most) => Number(name) is { } number && (number < least || number > most)
        ? throw Invalid($"Value '{number}' for parameter {name} is not between {least} and {most}")
        : Number(name);

    /// <summary>One of these values, or null when none was sent.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c> (EC2) or <c>ValidationError</c> (the others).</exception>
    public string? Choice(string name, params string[] values) => this[name] is not { Length: > 0 } value ? null
        : values.Contains(value) ? value
        : throw Invalid($"Value '{value}' for parameter {name} is invalid. Valid values: {string.Join(", ", values)}");

    /// <summary>A truth value, or null when it was not sent.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c> (EC2) or <c>ValidationError</c> (the others).</exception>
    public bool? Flag(string name) => this[name] is not { Length: > 0 } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw Invalid($"Value '{text}' for parameter {name} is not a boolean");

    /// <summary>The values of a list in order; empty when it was not sent.</summary>
    public IReadOnlyList<string> List(string name) => [.. Structures(name).Select(item => item.Parameters.GetValueOrDefault("", ""))];

    /// <summary>The members of a structure, with the prefix taken off.</summary>
    public AwsCall Structure(string name) => this with { Parameters = Below(name + ".") };

    /// <summary>Whether any member of the structure was sent.</summary>
    public bool Has(string name) => Parameters.Keys.Any(key => key == name || key.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>The elements of a list of structures in order; an element that is a plain value has it under the empty name.</summary>
    /// <exception cref="AwsError"><c>UnknownParameter</c> (EC2) or <c>MalformedInput</c> (the others): an element has no number.</exception>
    public IReadOnlyList<AwsCall> Structures(string name)
    {
        var members = name + ".member.";
        var prefix = Parameters.Keys.Any(key => key.StartsWith(members, StringComparison.Ordinal)) ? members : name + ".";
        return [.. Below(prefix)
            .Select(pair => (pair.Value, Place: Place(prefix, pair.Key)))
            .GroupBy(x => x.Place.Index)
            .OrderBy(group => group.Key)
            .Select(group => this with { Parameters = group.ToDictionary(x => x.Place.Inner, x => x.Value) })];
    }

    /// <summary>The number of a list's element, counted by whoever sent it, and what is named in it. Gaps are nothing to AWS's clients.</summary>
    private (int Index, string Inner) Place(string list, string path)
    {
        var parts = path.Split('.', 2);
        var isNumber = parts[0].Length is > 0 and < 10 && parts[0].All(char.IsAsciiDigit) && (parts[0].Length == 1 || parts[0][0] != '0');
        return isNumber && parts is not [_, ""]
            ? (int.Parse(parts[0], CultureInfo.InvariantCulture), parts is [_, var inner] ? inner : "")
            : throw new AwsError(
                Service == "ec2" ? "UnknownParameter" : "MalformedInput", $"The parameter {list}{path} is not recognized");
    }

    private AwsError Invalid(string message) => new(Service == "ec2" ? "InvalidParameterValue" : "ValidationError", message);

    /// <summary>
    /// EC2 names the parameter as it is named on the wire, without the number of a list: "The request must contain the parameter
    /// InstanceId" is what it answers in aws/aws-sdk-java#1131. The few actions that say it otherwise do so where they are.
    /// </summary>
    private AwsError Missing(string name) => Service == "ec2"
        ? new AwsError("MissingParameter", $"The request must contain the parameter {name}")
        : new AwsError(
            "ValidationError",
            $"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null");

    private Dictionary<string, string> Below(string prefix) => Parameters
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
}
