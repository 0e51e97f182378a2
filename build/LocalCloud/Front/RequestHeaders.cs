using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Bundt.LocalCloud.LoadBalancing;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// The headers of a request as its target gets them: who asked (<c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Port</c>), a trace
/// (<c>X-Amzn-Trace-Id</c>), and the others as they came. The target of the request stays byte for byte. Source: "HTTP headers and
/// Application Load Balancers", "Request tracing".
/// </summary>
internal sealed partial class RequestHeaders(LoadBalancer balancer, int port) : HttpTransformer
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _forwardedFor = balancer.Attribute(AttributeKeys.ForwardedFor);
    private readonly bool _tellsClientPort = balancer.Attribute(AttributeKeys.ClientPort) == "true";
    private readonly bool _dropsInvalid = balancer.Attribute(AttributeKeys.DropInvalidHeaders) == "true";
    private readonly bool _addsPort = balancer.Attribute(AttributeKeys.PreserveHost) != "true" && port is not (80 or 443);

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var raw = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (raw.StartsWith('/'))
            proxyRequest.RequestUri = new Uri(destinationPrefix + raw, Verbatim);

        var sent = httpContext.Request.Headers;
        Set("X-Forwarded-For", ForwardedFor(httpContext.Connection, sent["X-Forwarded-For"].ToString()));
        Set("X-Forwarded-Proto", httpContext.Request.Scheme);
        Set("X-Forwarded-Port", httpContext.Connection.LocalPort.ToString(CultureInfo.InvariantCulture));
        Set("X-Amzn-Trace-Id", Traced(sent["X-Amzn-Trace-Id"].ToString()));
        if (_addsPort && httpContext.Request.Host is { HasValue: true, Port: null } host)
            proxyRequest.Headers.Host = $"{host.Value}:{port}";
        if (!_dropsInvalid)
            return;
        foreach (var name in sent.Keys.Where(name => !Valid().IsMatch(name)))
            Set(name, null);

        void Set(string name, string? value)
        {
            proxyRequest.Headers.Remove(name);
            if (value is not null)
                proxyRequest.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private string? ForwardedFor(ConnectionInfo connection, string before)
    {
        var client = _tellsClientPort ? $"{connection.RemoteIpAddress}:{connection.RemotePort}" : $"{connection.RemoteIpAddress}";
        return (_forwardedFor, before) switch
        {
            ("remove", _) or ("preserve", "") => null,
            ("preserve", _) => before,
            (_, "") => client,
            _ => $"{before}, {client}",
        };
    }

    /// <summary>A trace that came with its root goes on under it; one without, or none, gets a new root.</summary>
    private static string Traced(string before)
    {
        var own = $"1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
        var fields = before.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(field => !field.StartsWith("Self=", StringComparison.Ordinal)).ToList();
        var rooted = fields.Exists(field => field.StartsWith("Root=", StringComparison.Ordinal));
        return string.Join(';', fields.Prepend($"{(rooted ? "Self" : "Root")}={own}"));
    }

    [GeneratedRegex("^[-A-Za-z0-9]+$")]
    private static partial Regex Valid();
}
