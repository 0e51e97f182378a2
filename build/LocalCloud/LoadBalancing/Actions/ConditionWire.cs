using System.Collections.Immutable;
using System.Net;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The conditions of rules as they come and go over the wire.</summary>
internal static class ConditionWire
{
    // The structure that carries the values of each field; host names and paths may come as plain values too.
    private static readonly Dictionary<string, string> Structures = new()
    {
        ["host-header"] = "HostHeaderConfig",
        ["path-pattern"] = "PathPatternConfig",
        ["http-header"] = "HttpHeaderConfig",
        ["http-request-method"] = "HttpRequestMethodConfig",
        ["query-string"] = "QueryStringConfig",
        ["source-ip"] = "SourceIpConfig",
    };

    /// <summary>Reads the conditions that a call names.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static ImmutableList<RuleCondition> Read(AwsCall call)
    {
        var conditions = call.Structures("Conditions").Select(One).ToImmutableList();
        return conditions.IsEmpty
            ? throw new AwsError("ValidationError", "A condition must be specified")
            : conditions;
    }

    /// <summary>Conditions as answers show them.</summary>
    public static XElement Show(IEnumerable<RuleCondition> conditions) =>
        Answer.Members("Conditions", conditions.Select(condition => Answer.Member(
        new XElement("Field", condition.Field),
        condition.Field is "host-header" or "path-pattern" ? Answer.Values("Values", condition.Values) : null,
        new XElement(Structures[condition.Field],
            Answer.Text("HttpHeaderName", condition.Header),
            condition.Field == "query-string"
                ? Answer.Members("Values", condition.Query.Select(pair =>
                    Answer.Member(Answer.Text("Key", pair.Key), new XElement("Value", pair.Value))))
                : Answer.Values("Values", condition.Values)))));

    private static RuleCondition One(AwsCall condition)
    {
        var field = condition.Required("Field");
        if (!Structures.TryGetValue(field, out var name))
            throw new AwsError("ValidationError", $"Condition field '{field}' must be one of '[{string.Join(", ", Structures.Keys)}]'");
        var structure = condition.Structure(name);
        var read = new RuleCondition
        {
            Field = field,
            Header = field == "http-header" ? structure.Required("HttpHeaderName") : null,
            Values = field == "query-string" ? [] : [.. condition.List("Values"), .. structure.List("Values")],
            Query = field == "query-string"
                ? [.. structure.Structures("Values").Select(pair => new QueryPair(pair["Key"], pair.Required("Value")))]
                : [],
        };
        if (read.Values.IsEmpty && read.Query.IsEmpty)
            throw new AwsError("ValidationError", $"A condition value must be specified for '{field}'");
        if (field == "source-ip" && read.Values.Find(range => !IPNetwork.TryParse(range, out _)) is { } wrong)
            throw new AwsError("ValidationError", $"Condition value '{wrong}' is not a valid CIDR block");
        return read;
    }
}
