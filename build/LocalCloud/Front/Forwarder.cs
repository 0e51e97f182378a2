using System.Globalization;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;
using Yarp.ReverseProxy.Forwarder;

namespace Bundt.LocalCloud.Front;

/// <summary>Carries requests to their targets, by YARP.</summary>
internal sealed class Forwarder(Nodes nodes, Router router, InFlight inFlight, IHttpForwarder forwarder) : IDisposable
{
    // One pool serves all: connections are kept apart by target inside, and taking a target out leaves its requests in flight alone.
    // Idle connections are given up long before any application closes them, so that none is used that is just being closed.
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
    });

    private static readonly ForwarderRequestConfig Config = new()
    {
        ActivityTimeout = TimeSpan.FromSeconds(60),
        Version = System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Answers a request that came to a node's listener.</summary>
    public async Task Answer(HttpContext context, string region, string listenerArn, int node)
    {
        var view = nodes.View(region, node);
        var action = Router.Action(view, listenerArn, context.Request);
        switch (action?.Type)
        {
            case "forward":
                await Forward(context, view, action);
                break;
            case "fixed-response":
                context.Response.StatusCode = int.Parse(Setting(action, "FixedResponseConfig.StatusCode") ?? "503", CultureInfo.InvariantCulture);
                context.Response.ContentType = Setting(action, "FixedResponseConfig.ContentType") ?? "text/plain";
                await context.Response.WriteAsync(Setting(action, "FixedResponseConfig.MessageBody") ?? "");
                break;
            case "redirect":
                Redirect(context, action);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task Forward(HttpContext context, Region view, RuleAction action)
    {
        if (Router.TargetGroup(action, context.Request) is not { } arn
            || router.Target(view, arn) is not { } target
            || !view.Instances.TryGetValue(target.InstanceId, out var instance) || instance.PrivateIp.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (action.StickySeconds is { } seconds)
            context.Response.Cookies.Append(Router.StickyCookie, Router.CookieOf(arn), new CookieOptions { MaxAge = TimeSpan.FromSeconds(seconds) });
        using var counted = inFlight.Begin(arn, target.InstanceId);
        // A failure already is the status 502 or 504 of the answer here, as a client sees it on AWS.
        await forwarder.SendAsync(context, $"http://{instance.PrivateIp}:{target.Port}", _client, Config, ForwardedTransformer.Instance);
    }

    private static void Redirect(HttpContext context, RuleAction action)
    {
        var request = context.Request;
        string Part(string name, string original) => (Setting(action, $"RedirectConfig.{name}") ?? $"#{{{name.ToLowerInvariant()}}}")
            .Replace("#{protocol}", request.Scheme.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("#{host}", request.Host.Host, StringComparison.Ordinal)
            .Replace("#{port}", $"{request.Host.Port ?? 80}", StringComparison.Ordinal)
            .Replace("#{path}", (request.Path.Value ?? "/").TrimStart('/'), StringComparison.Ordinal)
            .Replace("#{query}", (request.QueryString.Value ?? "").TrimStart('?'), StringComparison.Ordinal) is var text && text.Length > 0 ? text : original;

        var query = Part("Query", "");
        context.Response.StatusCode = Setting(action, "RedirectConfig.StatusCode") == "HTTP_301" ? 301 : 302;
        context.Response.Headers.Location =
            $"{Part("Protocol", "http").ToLowerInvariant()}://{Part("Host", request.Host.Host)}:{Part("Port", "80")}/{Part("Path", "").TrimStart('/')}{(query.Length > 0 ? "?" + query : "")}";
    }

    private static string? Setting(RuleAction action, string name) => action.Settings.GetValueOrDefault(name);
}
