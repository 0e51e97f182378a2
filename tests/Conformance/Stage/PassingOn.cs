using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bundt.Conformance.Stage;

/// <summary>Passes requests on to a server as they came, with their Host: the signature covers it.</summary>
internal sealed class PassingOn(Uri server) : IDisposable
{
    private static readonly string[] Connection = ["Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Transfer-Encoding"];

    private readonly HttpClient _server = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = server };

    /// <summary>Something that listens on a port of its own once it is started, to stand in front of the server.</summary>
    public static WebApplication Listener(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var listener = builder.Build();
        listener.Urls.Add("http://127.0.0.1:0");
        listener.Run(answer);
        return listener;
    }

    /// <summary>Whether a header is about the connection that it came on and not passed on.</summary>
    public static bool IsOfTheConnection(string header) => Connection.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>Passes a request on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="target">Its path and query as they were sent.</param>
    /// <param name="body">Its body.</param>
    public async Task<HttpResponseMessage> Send(HttpRequest request, string target, byte[] body)
    {
        using var passed = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_server.BaseAddress!, target)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in request.Headers.Where(header => !IsOfTheConnection(header.Key)))
        {
            if (!passed.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
                passed.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
        }

        passed.Headers.Host = request.Host.Value;
        return await _server.SendAsync(passed);
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();
}
