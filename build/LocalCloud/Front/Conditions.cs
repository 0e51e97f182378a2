using System.IO.Enumeration;
using System.Net;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>Whether a request fulfils the conditions of a rule.</summary>
internal static class Conditions
{
    public static bool Match(Rule rule, HttpRequest request) => rule.Conditions.TrueForAll(condition => Match(condition, request));

    // Hosts and header values are compared without regard to case, paths with (ELB user guide, rule condition types).
    private static bool Match(RuleCondition condition, HttpRequest request) => condition.Field switch
    {
        "host-header" => condition.Values.Exists(pattern => Like(pattern, request.Host.Host, ignoreCase: true)),
        "path-pattern" => condition.Values.Exists(pattern => Like(pattern, request.Path.Value ?? "/", ignoreCase: false)),
        "http-header" => request.Headers.TryGetValue(condition.Header ?? "", out var values)
            && condition.Values.Exists(pattern => values.Any(value => Like(pattern, value ?? "", ignoreCase: true))),
        "http-request-method" => condition.Values.Contains(request.Method),
        "query-string" => condition.Values.Exists(pattern => MatchQuery(pattern, request.Query)),
        "source-ip" => request.HttpContext.Connection.RemoteIpAddress is { } source
            && condition.Values.Exists(network => IPNetwork.TryParse(network, out var parsed) && parsed.Contains(source)),
        _ => false,
    };

    private static bool MatchQuery(string pattern, IQueryCollection query) => pattern.Split('=', 2) is [var key, var value]
        ? query.Any(pair => Like(key, pair.Key, ignoreCase: true) && pair.Value.Any(given => Like(value, given ?? "", ignoreCase: true)))
        : query.Any(pair => pair.Value.Any(given => Like(pattern, given ?? "", ignoreCase: true)));

    private static bool Like(string pattern, string text, bool ignoreCase) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase);
}
