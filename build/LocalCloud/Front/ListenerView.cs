using System.Globalization;
using System.Net;
using Bundt.LocalCloud.LoadBalancing;
using Yarp.ReverseProxy.Forwarder;

namespace Bundt.LocalCloud.Front;

/// <summary>How a listener treats requests and answers in one view, as its attributes and those of its load balancer say.</summary>
internal sealed class ListenerView
{
    private const string HeaderValue = ".header_value";

    private readonly bool _namesServer;
    private readonly List<(string Name, string Value)> _headers;

    /// <summary>Makes it.</summary>
    public ListenerView(Listener listener, LoadBalancer owner)
    {
        Requests = new RequestHeaders(owner, listener.Port);
        IdleTimeout = TimeSpan.FromSeconds(int.Parse(owner.Attribute(AttributeKeys.IdleTimeout), CultureInfo.InvariantCulture));
        Forwarding = new ForwarderRequestConfig
        {
            ActivityTimeout = IdleTimeout,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        _namesServer = listener.Attributes.GetValueOrDefault(AttributeKeys.NamesServer) != "false";
        _headers = [.. listener.Attributes
            .Where(attribute => attribute.Key.EndsWith(HeaderValue, StringComparison.Ordinal) && attribute.Value.Length > 0)
            .Select(attribute => (attribute.Key.Split('.')[^2].Replace('_', '-'), attribute.Value))];
    }

    /// <summary>What becomes of the headers of a request on its way to a target.</summary>
    public RequestHeaders Requests { get; }

    /// <summary>How long a connection may be silent, the client's as well as the target's.</summary>
    public TimeSpan IdleTimeout { get; }

    /// <summary>How requests are sent on.</summary>
    public ForwarderRequestConfig Forwarding { get; }

    /// <summary>
    /// Gives the answer the headers that the listener adds, and takes away the name of the server when it is not to be told. Source:
    /// "HTTP header modification for your Application Load Balancer".
    /// </summary>
    public void Shape(HttpResponse response)
    {
        if (_namesServer && _headers.Count == 0)
            return;
        response.OnStarting(() =>
        {
            if (!_namesServer)
                response.Headers.Remove("Server");
            _headers.ForEach(header => response.Headers[header.Name] = header.Value);
            return Task.CompletedTask;
        });
    }
}
