using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Faults;

/// <summary>Faults of calls, whatever their work is.</summary>
internal sealed class CallFaults(CallStrikes strikes, Staleness staleness, Callers callers, TimeProvider time)
{
    /// <summary>What happens to a call before its work is done: a delay, then a refusal, or the end of whoever calls.</summary>
    /// <exception cref="AwsError">Throttled or failed, with the codes that the service uses.</exception>
    /// <exception cref="OperationCanceledException">Nobody is there any more to be answered.</exception>
    public async Task Before(Exchange exchange)
    {
        if (strikes.Strike(FaultKind.Latency, exchange) is { } slow)
            await Task.Delay(TimeSpan.FromSeconds(slow.Fault.Seconds), time, exchange.Http.RequestAborted);
        if (strikes.Strike(FaultKind.Throttling, exchange) is not null)
        {
            throw exchange.Service switch
            {
                "ec2" => new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503),
                "s3" => new AwsError("SlowDown", "Please reduce your request rate.", 503),
                "ssm" => new AwsError("ThrottlingException", "Rate exceeded"),
                _ => new AwsError("Throttling", "Rate exceeded"),
            };
        }

        if (strikes.Strike(FaultKind.Error, exchange) is { } error)
            throw Failure(exchange.Service, error.Fault.Status ?? FaultKind.Error.UsualStatus);
        if (strikes.Strike(FaultKind.CallerDiesBefore, exchange) is { } fatal)
        {
            callers.Kill(exchange.Http.Connection, fatal.Fault.Program);
            exchange.Lose();
            throw new OperationCanceledException("Whoever called was killed.");
        }
    }

    /// <summary>Does a call's work, by what it sees of the state.</summary>
    /// <exception cref="AwsError">It names what is not to be found yet.</exception>
    public Task<IEnumerable<XElement>> Answer(Exchange exchange, AwsCall call, Func<Task<IEnumerable<XElement>>> answer) =>
        staleness.Answer(exchange, call, answer);

    /// <summary>Whether the call's answer gets lost, its work being done; it may be because whoever called is gone.</summary>
    public bool LosesAnswer(Exchange exchange)
    {
        if (strikes.Strike(FaultKind.CallerDiesAfter, exchange) is { } fatal)
        {
            callers.Kill(exchange.Http.Connection, fatal.Fault.Program);
            return true;
        }

        return strikes.Strike(FaultKind.LostAnswer, exchange) is not null;
    }

    private static AwsError Failure(string service, int status) => (service, status) switch
    {
        ("ec2", 503) => new AwsError("Unavailable", "The server is overloaded and can't handle the request.", status),
        (_, 503) => new AwsError("ServiceUnavailable", "Service is unable to handle request.", status),
        ("ssm", not 503) => new AwsError("InternalServerError", "An error occurred on the server side.", status),
        ("ec2" or "s3", _) => new AwsError("InternalError", "An internal error has occurred.", status),
        _ => new AwsError("InternalFailure", "An internal failure has occurred.", status),
    };
}
