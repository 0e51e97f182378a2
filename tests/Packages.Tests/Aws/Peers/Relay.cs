using System.Text;
using Bundt.Conformance.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>
/// Stands in front of a server, writes down what passes, and refuses the first attempt of every operation: in turn as throttled and as
/// unavailable, so that every operation has to be tried again once.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly PassingOn _server;
    private readonly HashSet<string> _seen = [];
    private readonly Queue<Fault> _armed = [];
    private readonly List<RelayedCall> _calls = [];
    private readonly WebApplication _relay;

    private Relay(Uri server)
    {
        _server = new PassingOn(server);
        _relay = PassingOn.Listener(Answer);
    }

    public Uri Url => new(_relay.Urls.Single());

    /// <summary>What passed, in the order of the answers.</summary>
    public IReadOnlyList<RelayedCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public static async Task<Relay> Start(Uri server)
    {
        var relay = new Relay(server);
        await relay._relay.StartAsync();
        return relay;
    }

    /// <summary>Refuses the next attempts, whatever they ask.</summary>
    public void Refuse(params ReadOnlySpan<Fault> faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults)
                _armed.Enqueue(fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _server.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var operation = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.ToArray()))["Action"].ToString();
        var fault = Next(operation);
        var (status, answer) = fault is null ? await Forward(context.Request, body.ToArray()) : (fault.Status, fault.Answer);
        lock (_gate)
            _calls.Add(new RelayedCall(operation, context.Request.Headers["amz-sdk-request"].ToString(), status, answer, fault?.Code));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(answer);
    }

    private Fault? Next(string operation)
    {
        lock (_gate)
        {
            if (_armed.TryDequeue(out var armed))
                return armed;
            return !_seen.Add(operation) ? null : _seen.Count % 2 == 0 ? Fault.Unavailable : Fault.Throttling;
        }
    }

    private async Task<(int Status, string Answer)> Forward(HttpRequest request, byte[] body)
    {
        using var answer = await _server.Send(request, "/", body);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
