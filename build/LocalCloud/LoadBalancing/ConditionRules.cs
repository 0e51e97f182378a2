using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;

namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>What the conditions of a rule may be. Source: "Condition types for listener rules", Application Load Balancers guide.</summary>
internal static partial class ConditionRules
{
    /// <summary>What is wrong with the conditions of a rule, or null when nothing is.</summary>
    public static string? Reason(IReadOnlyCollection<RuleCondition> conditions)
    {
        if (conditions.Where(condition => condition.Field is not ("http-header" or "query-string"))
            .GroupBy(condition => condition.Field).FirstOrDefault(alike => alike.Count() > 1) is { } twice)
            return $"A rule can only have one '{twice.Key}' condition";
        if (conditions.Sum(Count) > Quotas.ConditionValuesOfRule)
            return $"A rule can only have '{Quotas.ConditionValuesOfRule}' condition values";
        if (conditions.SelectMany(Patterns).Sum(Wildcards) > Quotas.WildcardsOfRule)
            return $"A rule can only have '{Quotas.WildcardsOfRule}' condition wildcards";
        return conditions.Select(Reason).FirstOrDefault(reason => reason is not null);
    }

    private static string? Reason(RuleCondition condition)
    {
        if (Count(condition) == 0)
            return $"A condition value must be specified for '{condition.Field}'";
        if (!condition.Expressions.IsEmpty && condition.Field is not ("host-header" or "path-pattern" or "http-header"))
            return $"Regular expressions cannot be used with the condition '{condition.Field}'";
        if (condition.Header is { } header && (header.Length > 40 || !Token().IsMatch(header) || header.Equals("Host", StringComparison.OrdinalIgnoreCase)))
            return $"'{header}' is not possible as the header of a condition: use at most 40 characters, and 'host-header' for the host";
        if (condition.Expressions.Find(expression => !IsExpression(expression)) is { } malformed)
            return $"Condition value '{malformed}' is not a regular expression that is supported";
        return Patterns(condition).FirstOrDefault(value => !Allows(condition.Field, value)) is { } wrong
            ? $"Condition value '{wrong}' is not possible for '{condition.Field}'"
            : null;
    }

    private static bool Allows(string field, string value) => value.Length is > 0 and <= 128 && field switch
    {
        "host-header" => Host().IsMatch(value),
        "path-pattern" => Path().IsMatch(value),
        "http-request-method" => value.Length <= 40 && Method().IsMatch(value),
        "source-ip" => IPNetwork.TryParse(value, out _) && value != "255.255.255.255/32",
        _ => true,
    };

    private static int Count(RuleCondition condition) => condition.Values.Count + condition.Query.Count + condition.Expressions.Count;

    private static IEnumerable<string> Patterns(RuleCondition condition) => condition.Values
        .Concat(condition.Query.SelectMany(pair => pair.Key is { Length: > 0 } key ? ImmutableList.Create(key, pair.Value) : [pair.Value]));

    private static int Wildcards(string pattern) => Wildcard().Count(pattern);

    private static bool IsExpression(string expression)
    {
        try
        {
            _ = new Regex(expression, RegexOptions.NonBacktracking);
            return expression.Length is > 0 and <= 128;
        }
        catch (Exception malformed) when (malformed is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^[-A-Za-z0-9.*?]+$")]
    private static partial Regex Host();

    [GeneratedRegex("""^[-A-Za-z0-9_.$/~"'@:+&*?]+$""")]
    private static partial Regex Path();

    [GeneratedRegex("^[-A-Z_]+$")]
    private static partial Regex Method();

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<!\\)[*?]")]
    private static partial Regex Wildcard();
}
