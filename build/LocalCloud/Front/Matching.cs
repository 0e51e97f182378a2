using System.IO.Enumeration;
using System.Net;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Whether a request is as a rule's condition says. Source: "Condition types for listener rules", Application Load Balancers guide: host
/// names, headers and query strings compare without regard to case; paths and methods exactly.
/// </summary>
internal static class Matching
{
    /// <summary>The condition as a question to a request.</summary>
    public static Func<HttpRequest, bool> Compile(RuleCondition condition)
    {
        var values = condition.Values;
        switch (condition.Field)
        {
            case "host-header":
                return request => values.Exists(pattern => Like(pattern, request.Host.Host));
            case "path-pattern":
                return request => values.Exists(pattern => Like(pattern, request.Path.Value ?? "/", ignoreCase: false));
            case "http-header":
                return request => request.Headers[condition.Header!].Any(sent => values.Exists(pattern => Like(pattern, sent ?? "")));
            case "http-request-method":
                return request => values.Contains(request.Method);
            case "query-string":
                return request => condition.Query.Exists(pair => request.Query.Any(sent =>
                    (pair.Key is null || Like(pair.Key, sent.Key)) && sent.Value.Any(value => Like(pair.Value, value ?? ""))));
            case "source-ip":
                var ranges = values.ConvertAll(range => IPNetwork.Parse(range));
                return request => request.HttpContext.Connection.RemoteIpAddress is { } client
                    && ranges.Exists(range => range.Contains(client));
            default:
                return _ => false;
        }
    }

    private static bool Like(string pattern, string value, bool ignoreCase = true) =>
        FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase);
}
