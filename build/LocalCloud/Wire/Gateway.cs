using System.Diagnostics;
using Bundt.LocalCloud.Signing;

namespace Bundt.LocalCloud.Wire;

/// <summary>Where every AWS call arrives: finds the protocol that the service speaks, and records the call.</summary>
internal sealed class Gateway(Options options, IEnumerable<IProtocol> protocols, QueryProtocol query, CallLog calls, TimeProvider time)
{
    /// <summary>Answers one request.</summary>
    public async Task Answer(HttpContext http)
    {
        var exchange = new Exchange(http, SignatureClaim.Read(http.Request), options.Region);
        http.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        var started = Stopwatch.GetTimestamp();
        var isRecorded = false;
        // Before the answer is on its way: whoever has it finds its call in the log.
        http.Response.OnStarting(Record);
        try
        {
            var other = protocols.FirstOrDefault(protocol => protocol.Speaks(exchange));
            await (other is null ? query.Answer(exchange) : other.Answer(exchange));
        }
        finally
        {
            await Record();
        }

        Task Record()
        {
            if (isRecorded)
                return Task.CompletedTask;
            isRecorded = true;
            calls.Add(new RecordedCall(
                0,
                time.GetUtcNow(),
                exchange.Service,
                exchange.Action,
                exchange.Region,
                RecordedCall.Writes(exchange.Action),
                exchange.Parameters,
                http.Request.Headers.UserAgent.ToString(),
                exchange.Lost ? 0 : http.Response.StatusCode,
                exchange.Error,
                Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                exchange.Faults));
            return Task.CompletedTask;
        }
    }
}
