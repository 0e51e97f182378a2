using Yarp.ReverseProxy.Forwarder;

namespace Bundt.LocalCloud.Front;

/// <summary>Sends a request on to its target and the answer back, streaming both.</summary>
internal sealed class Forwarding(IHttpForwarder forwarder, TargetFaults faults)
{
    /// <summary>
    /// Answers 502 when the target cannot be reached, breaks off, or is cut at the end of its deregistration delay, 504 when it takes longer
    /// than the idle timeout, without trying another: so does AWS. Source: "Troubleshoot your Application Load Balancers".
    /// </summary>
    public async Task Send(HttpContext http, Backend target, ListenerView listener)
    {
        if (target.Prefix is null)
        {
            await OwnAnswers.Refuse(http, 502);
            return;
        }

        if (faults.OfRequest(target.Key) is { } status)
        {
            (http.Response.StatusCode, http.Response.ContentLength) = (status, 0);
            return;
        }

        var error = await forwarder.SendAsync(http, target.Prefix, target.Client, listener.Forwarding, listener.Requests, target.Ended);
        if (error is ForwarderError.None || http.RequestAborted.IsCancellationRequested)
            return;
        if (http.Response.HasStarted)
            http.Abort();
        else
            await OwnAnswers.Refuse(http, TookTooLong(error, http, target) ? 504 : 502);
    }

    private static bool TookTooLong(ForwarderError error, HttpContext http, Backend target) => !target.Ended.IsCancellationRequested
        && (error is ForwarderError.RequestTimedOut
            || http.Features.Get<IForwarderErrorFeature>()?.Exception is OperationCanceledException { InnerException: TimeoutException });
}
