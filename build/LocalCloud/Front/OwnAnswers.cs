using System.Globalization;
using System.Text;
using Bundt.LocalCloud.LoadBalancing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Bundt.LocalCloud.Front;

/// <summary>Answers that the load balancer gives by itself.</summary>
internal static class OwnAnswers
{
    /// <summary>The server that they name.</summary>
    public const string Server = "awselb/2.0";

    /// <summary>
    /// The status with which a request is refused before any rule's action, or null: 405 for TRACE, 463 for more than 30 addresses that it
    /// came by. Source: "Troubleshoot your Application Load Balancers".
    /// </summary>
    public static int? Unacceptable(HttpRequest request) =>
        HttpMethods.IsTrace(request.Method) ? 405
        : request.Headers["X-Forwarded-For"].ToString().Count(',') >= 30 ? 463
        : null;

    /// <summary>A refusal: 502 a target answered badly or not at all, 503 there is no target, 504 it took too long.</summary>
    public static Task Refuse(HttpContext http, int status)
    {
        var reason = status switch
        {
            503 => "Service Temporarily Unavailable",
            504 => "Gateway Time-out",
            _ => ReasonPhrases.GetReasonPhrase(status),
        };
        return Send(http, Page(status, reason));
    }

    /// <summary>The answer that a rule holds.</summary>
    public static Task Send(HttpContext http, FixedResponse answer)
    {
        var response = http.Response;
        var body = Encoding.UTF8.GetBytes(answer.Body ?? "");
        response.StatusCode = int.Parse(answer.StatusCode, CultureInfo.InvariantCulture);
        response.Headers.Server = Server;
        if (response.StatusCode is 204 or 304)
            return Task.CompletedTask;
        response.ContentType = body.Length == 0 ? null : $"{answer.ContentType ?? "text/plain"}; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    /// <summary>Sends the client elsewhere.</summary>
    public static Task Send(HttpContext http, Redirect redirect)
    {
        var request = http.Request;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        string Filled(string template) => template
            .Replace("#{protocol}", request.Scheme, StringComparison.Ordinal)
            .Replace("#{host}", request.Host.Host, StringComparison.Ordinal)
            .Replace("#{port}", $"{http.Connection.LocalPort}", StringComparison.Ordinal)
            .Replace("#{path}", target[0].TrimStart('/'), StringComparison.Ordinal)
            .Replace("#{query}", target.Length == 2 ? target[1] : "", StringComparison.Ordinal);

        var query = Filled(redirect.Query);
        var site = $"{Filled(redirect.Protocol).ToLowerInvariant()}://{Filled(redirect.Host)}:{Filled(redirect.Port)}";
        var place = site + Filled(redirect.Path);
        http.Response.Headers.Location = query.Length > 0 ? $"{place}?{query}" : place;
        return Send(http, redirect.StatusCode == "HTTP_301" ? Page(301, "Moved Permanently") : Page(302, "Found"));
    }

    private static FixedResponse Page(int status, string reason) => new(
        status.ToString(CultureInfo.InvariantCulture),
        "text/html",
        $"<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1></center>\r\n</body>\r\n</html>\r\n");
}
