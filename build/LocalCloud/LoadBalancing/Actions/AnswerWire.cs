using System.Globalization;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>
/// The answers that a rule has the load balancer give by itself, as calls name them. Source: FixedResponseActionConfig and
/// RedirectActionConfig, ELBv2 API reference.
/// </summary>
internal static class AnswerWire
{
    private static readonly string[] ContentTypes =
        ["text/plain", "text/css", "text/html", "application/javascript", "application/json"];

    /// <summary>An answer of the load balancer's own.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static FixedResponse Fixed(AwsCall answer)
    {
        var status = answer.Required("StatusCode");
        if (status is not [('2' or '4' or '5'), _, _] || !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new AwsError("ValidationError", $"The status code of a fixed response must be 2XX, 4XX or 5XX, not '{status}'");
        if (answer["ContentType"] is { Length: > 0 } type && !ContentTypes.Contains(type))
            throw new AwsError("ValidationError",
                $"The content type of a fixed response must be one of '{string.Join("', '", ContentTypes)}', not '{type}'");
        return answer["MessageBody"] is { Length: > 1024 }
            ? throw new AwsError("ValidationError", "The message body of a fixed response cannot exceed '1024' characters")
            : new FixedResponse(status, answer["ContentType"], answer["MessageBody"]);
    }

    /// <summary>Where a client is sent. One that is sent where it already is would come back for ever.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>, <c>InvalidLoadBalancerAction</c> for a loop.</exception>
    public static Redirect Redirect(AwsCall redirect)
    {
        var status = redirect.Required("StatusCode");
        if (status is not ("HTTP_301" or "HTTP_302"))
            throw new AwsError("ValidationError", $"The status code of a redirect must be one of HTTP_301, HTTP_302, not '{status}'");
        var read = new Redirect(
            status,
            redirect["Protocol"] ?? "#{protocol}",
            redirect["Host"] ?? "#{host}",
            redirect["Port"] ?? "#{port}",
            redirect["Path"] ?? "/#{path}",
            redirect["Query"] ?? "#{query}");
        if (read.Protocol is not ("HTTP" or "HTTPS" or "#{protocol}"))
            throw new AwsError("ValidationError", $"The protocol of a redirect must be HTTP, HTTPS or #{{protocol}}, not '{read.Protocol}'");
        if (read.Port != "#{port}" && !(ushort.TryParse(read.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0))
            throw new AwsError("ValidationError", $"The port of a redirect must be 1 to 65535 or #{{port}}, not '{read.Port}'");
        if (!read.Path.StartsWith('/') || read.Path.Length > 128)
            throw new AwsError("ValidationError", $"The path of a redirect must begin with '/' and have at most 128 characters, not '{read.Path}'");
        if (read.Host.Length is 0 or > 128 || read.Query.Length > 128)
            throw new AwsError("ValidationError", "The host of a redirect must have 1 to 128 characters, its query at most 128");
        return (read.Protocol, read.Host, read.Port, read.Path) is ("#{protocol}" or "HTTP", "#{host}", "#{port}", "/#{path}")
            ? throw new AwsError("InvalidLoadBalancerAction",
                "The redirect configuration is not valid because it creates a loop: change its protocol, host, port or path")
            : read;
    }
}
