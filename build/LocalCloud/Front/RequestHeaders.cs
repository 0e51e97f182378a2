using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// Tells the target who asked: <c>X-Forwarded-For</c> (appended), <c>-Proto</c>, <c>-Port</c> and <c>X-Amzn-Trace-Id</c>. Host and target
/// of the request stay byte for byte.
/// </summary>
internal sealed class ForwardedHeaders : HttpTransformer
{
    /// <summary>The only one.</summary>
    public static readonly ForwardedHeaders Instance = new();

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private ForwardedHeaders()
    {
    }

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var raw = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (raw.StartsWith('/'))
            proxyRequest.RequestUri = new Uri(destinationPrefix + raw, Verbatim);

        var sent = httpContext.Request.Headers;
        var client = httpContext.Connection.RemoteIpAddress?.ToString();
        Set("X-Forwarded-For", sent["X-Forwarded-For"].ToString() is { Length: > 0 } before ? $"{before}, {client}" : client);
        Set("X-Forwarded-Proto", httpContext.Request.Scheme);
        Set("X-Forwarded-Port", httpContext.Connection.LocalPort.ToString(CultureInfo.InvariantCulture));
        if (!sent.ContainsKey("X-Amzn-Trace-Id"))
        {
            var random = RandomNumberGenerator.GetHexString(24, lowercase: true);
            Set("X-Amzn-Trace-Id", $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{random}");
        }

        void Set(string name, string? value)
        {
            proxyRequest.Headers.Remove(name);
            proxyRequest.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
