using System.Collections.Concurrent;
using System.Text;
using Bundt.Conformance.Judging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Bundt.Conformance.Stage;

/// <summary>Stands in front of a local cloud, passes on what comes as it comes, and keeps the raw answers.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly PassingOn _cloud;
    private readonly ConcurrentQueue<RecordedAnswer> _answers = [];
    private readonly WebApplication _relay;

    private Recorder(Uri cloud)
    {
        _cloud = new PassingOn(cloud);
        _relay = PassingOn.Listener(Answer);
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
        using var answer = await _cloud.Send(request, target, body.ToArray());
        var content = await answer.Content.ReadAsByteArrayAsync();
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value));
        if (Service(request) is { } service)
            _answers.Enqueue(new(service, Operation(request, body), request.Method, target, (int)answer.StatusCode, headers, content));

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, value) in headers.Where(header => !PassingOn.IsOfTheConnection(header.Key)))
            context.Response.Headers[name] = value;
        context.Response.ContentLength = answer.Content.Headers.ContentLength;
        if (content.Length > 0)
            await context.Response.Body.WriteAsync(content);
    }

    /// <summary>The service that the request is signed for: <c>Credential=KEY/DATE/REGION/SERVICE/aws4_request</c>.</summary>
    private static string? Service(HttpRequest request) => request.Headers.Authorization.ToString().Split('/') is [_, _, _, var service, ..] ? service : null;

    private static string? Operation(HttpRequest request, MemoryStream body) =>
        request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } named ? named.Split('.')[1]
        : request.HasFormContentType ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.ToArray()))["Action"].ToString()
        : null;
}
