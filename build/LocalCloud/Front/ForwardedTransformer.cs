using Yarp.ReverseProxy.Forwarder;

namespace Bundt.LocalCloud.Front;

/// <summary>Adds the headers that an Application Load Balancer adds, and keeps the client's host.</summary>
internal sealed class ForwardedTransformer : HttpTransformer
{
    public static readonly ForwardedTransformer Instance = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var client = httpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        var before = httpContext.Request.Headers["X-Forwarded-For"].ToString();
        proxyRequest.Headers.Host = httpContext.Request.Host.Value;
        Set(proxyRequest, "X-Forwarded-For", before.Length > 0 ? $"{before}, {client}" : client);
        Set(proxyRequest, "X-Forwarded-Proto", httpContext.Request.Scheme);
        Set(proxyRequest, "X-Forwarded-Port", $"{httpContext.Connection.LocalPort}");
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
