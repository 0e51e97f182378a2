using System.Net;
using System.Text.RegularExpressions;
using Bundt.LocalCloud.LoadBalancing;
using Microsoft.AspNetCore.Http.Features;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Whether a request is as a rule's condition says. Source: "Condition types for listener rules", Application Load Balancers guide: host
/// names, headers and query strings compare without regard to case, paths and methods exactly; the path is that of the request as it was
/// sent, without its query.
/// </summary>
internal static class Matching
{
    /// <summary>The condition as a question to a request.</summary>
    public static Func<HttpRequest, bool> Compile(RuleCondition condition)
    {
        switch (condition.Field)
        {
            case "host-header":
                var host = Pattern(condition, ignoreCase: true);
                return request => host(request.Host.Host);
            case "path-pattern":
                var path = Pattern(condition, ignoreCase: false);
                return request => path(SentPath(request));
            case "http-header":
                var header = Pattern(condition, ignoreCase: true);
                return request => request.Headers[condition.Header!].Any(sent => header(sent ?? ""));
            case "http-request-method":
                return request => condition.Values.Contains(request.Method);
            case "query-string":
                return request => condition.Query.Exists(pair => request.Query.Any(sent =>
                    (pair.Key is not { Length: > 0 } key || Like(key, sent.Key)) && sent.Value.Any(value => Like(pair.Value, value ?? ""))));
            case "source-ip":
                var ranges = condition.Values.ConvertAll(range => IPNetwork.Parse(range));
                return request => request.HttpContext.Connection.RemoteIpAddress is { } client
                    && ranges.Exists(range => range.Contains(client));
            default:
                return _ => false;
        }
    }

    private static Predicate<string> Pattern(RuleCondition condition, bool ignoreCase)
    {
        var options = RegexOptions.NonBacktracking | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var expressions = condition.Expressions.ConvertAll(expression => new Regex(expression, options));
        return value => condition.Values.Exists(pattern => Like(pattern, value, ignoreCase))
            || expressions.Exists(expression => expression.IsMatch(value));
    }

    private static string SentPath(HttpRequest request)
    {
        var sent = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return sent.StartsWith('/') ? sent.Split('?', 2)[0] : request.Path.Value ?? "/";
    }

    private static bool Like(string pattern, string value, bool ignoreCase = true) => Glob.Matches(pattern, value, ignoreCase);
}
