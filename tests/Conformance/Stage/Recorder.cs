using System.Collections.Concurrent;
using System.Text;
using Bundt.Conformance.Judging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Bundt.Conformance.Stage;

/// <summary>Stands in front of a local cloud, passes on what comes as it comes, and keeps the raw answers.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Transfer-Encoding"];

    private readonly HttpClient _cloud = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentQueue<RecordedAnswer> _answers = [];
    private readonly WebApplication _relay;

    private Recorder(Uri cloud)
    {
        _cloud.BaseAddress = cloud;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _relay = builder.Build();
        _relay.Urls.Add("http://127.0.0.1:0");
        _relay.Run(Answer);
    }

    public Uri Url => new(_relay.Urls.Single());

    public IReadOnlyCollection<RecordedAnswer> Answers => _answers;

    public static async Task<Recorder> Start(Uri cloud)
    {
        var recorder = new Recorder(cloud);
        await recorder._relay.StartAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _cloud.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        using var answer = await Forward(request, target, body.ToArray());
        var content = await answer.Content.ReadAsByteArrayAsync();
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value));
        if (Service(request) is { } service)
            _answers.Enqueue(new(service, Operation(request, body), request.Method, target, (int)answer.StatusCode, headers, content));

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, value) in headers.Where(header => !OfTheConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = value;
        context.Response.ContentLength = answer.Content.Headers.ContentLength;
        if (content.Length > 0)
            await context.Response.Body.WriteAsync(content);
    }

    /// <summary>Passes the request on with its Host: the signature covers it.</summary>
    private async Task<HttpResponseMessage> Forward(HttpRequest request, string target, byte[] body)
    {
        using var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_cloud.BaseAddress!, target)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in request.Headers.Where(header => !OfTheConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!forwarded.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
                forwarded.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
        }

        forwarded.Headers.Host = request.Host.Value;
        return await _cloud.SendAsync(forwarded);
    }

    /// <summary>The service that the request is signed for: <c>Credential=KEY/DATE/REGION/SERVICE/aws4_request</c>.</summary>
    private static string? Service(HttpRequest request) => request.Headers.Authorization.ToString().Split('/') is [_, _, _, var service, ..] ? service : null;

    private static string? Operation(HttpRequest request, MemoryStream body) =>
        request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } named ? named.Split('.')[1]
        : request.HasFormContentType ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.ToArray()))["Action"].ToString()
        : null;
}
