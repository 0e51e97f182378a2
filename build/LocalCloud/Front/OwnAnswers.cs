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

    /// <summary>A refusal: 502 a target answered badly or not at all, 503 there is no target, 504 it took too long.</summary>
    public static Task Refuse(HttpContext http, int status)
    {
        var reason = status switch
        {
            503 => "Service Temporarily Unavailable",
            504 => "Gateway Time-out",
            _ => ReasonPhrases.GetReasonPhrase(status),
        };
        var title = $"{status} {reason}";
        return Send(http, new FixedResponse(
            status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "text/html",
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"));
    }

    /// <summary>The answer that a rule holds.</summary>
    public static Task Send(HttpContext http, FixedResponse answer)
    {
        var response = http.Response;
        var body = Encoding.UTF8.GetBytes(answer.Body ?? "");
        response.StatusCode = int.Parse(answer.StatusCode, System.Globalization.CultureInfo.InvariantCulture);
        response.Headers.Server = Server;
        if (response.StatusCode is 204 or 304)
            return Task.CompletedTask;
        response.ContentType = body.Length == 0 ? null : $"{answer.ContentType ?? "text/plain"}; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    /// <summary>Sends the client elsewhere.</summary>
    public static void Send(HttpContext http, Redirect redirect)
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
        http.Response.StatusCode = redirect.StatusCode == "HTTP_301" ? 301 : 302;
        http.Response.Headers.Server = Server;
        var site = $"{Filled(redirect.Protocol).ToLowerInvariant()}://{Filled(redirect.Host)}:{Filled(redirect.Port)}";
        var place = site + Filled(redirect.Path);
        http.Response.Headers.Location = query.Length > 0 ? $"{place}?{query}" : place;
    }
}
