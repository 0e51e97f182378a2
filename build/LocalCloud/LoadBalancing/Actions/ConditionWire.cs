using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The conditions of rules as they come and go over the wire.</summary>
internal static class ConditionWire
{
    /// <summary>The fields, with the structure that carries the values of each; host names and paths may come as plain values too.</summary>
    public static readonly IReadOnlyDictionary<string, string> Structures = new Dictionary<string, string>
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
            : ConditionRules.Reason(conditions) is { } reason
            ? throw new AwsError("ValidationError", reason)
            : conditions;
    }

    /// <summary>Conditions as answers show them.</summary>
    public static XElement Show(IEnumerable<RuleCondition> conditions) =>
        Answer.Members("Conditions", conditions.Select(condition => Answer.Member(
        new XElement("Field", condition.Field),
        condition.Field is "host-header" or "path-pattern" && !condition.Values.IsEmpty ? Answer.Values("Values", condition.Values) : null,
        new XElement(Structures[condition.Field],
            Answer.Text("HttpHeaderName", condition.Header),
            condition.Field == "query-string"
                ? Answer.Members("Values", condition.Query.Select(pair =>
                    Answer.Member(Answer.Text("Key", pair.Key), new XElement("Value", pair.Value))))
                : condition.Values.IsEmpty ? null : Answer.Values("Values", condition.Values),
            condition.Expressions.IsEmpty ? null : Answer.Values("RegexValues", condition.Expressions)))));

    private static RuleCondition One(AwsCall condition)
    {
        var field = condition.Required("Field");
        if (!Structures.TryGetValue(field, out var name))
            throw new AwsError("ValidationError", $"Condition field '{field}' must be one of '[{string.Join(", ", Structures.Keys)}]'");
        var structure = condition.Structure(name);
        return new RuleCondition
        {
            Field = field,
            Header = field == "http-header" ? structure.Required("HttpHeaderName") : null,
            Values = field == "query-string" ? [] : [.. condition.List("Values"), .. structure.List("Values")],
            Expressions = [.. condition.List("RegexValues"), .. structure.List("RegexValues")],
            Query = field == "query-string"
                ? [.. structure.Structures("Values").Select(pair => new QueryPair(pair["Key"], pair.Required("Value")))]
                : [],
        };
    }
}
