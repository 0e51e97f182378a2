namespace Bundt.LocalCloud.Front;

/// <summary>What happens to a request at a listener.</summary>
internal sealed class Exchanges(Forwarding forwarding, TrafficCounts counts, TimeProvider time)
{
    /// <summary>Answers it by the view that its connection's node has.</summary>
    public async Task Answer(HttpContext http, string listenerArn, Node node)
    {
        var (group, instance) = ("", "");
        if (node.Routes is not { } routes || routes.Listener(listenerArn) is not { } listener
            || routes.Find(listenerArn, http.Request) is not { } action)
        {
            await OwnAnswers.Refuse(http, 503);
        }
        else
        {
            listener.Shape(http.Response);
            if (OwnAnswers.Unacceptable(http.Request) is { } status)
                await OwnAnswers.Refuse(http, status);
            else if (action.FixedResponse is { } answer)
                await OwnAnswers.Send(http, answer);
            else if (action.Redirect is { } redirect)
                await OwnAnswers.Send(http, redirect);
            else if (Choose(http, node, listenerArn) is not { } chosen)
                await OwnAnswers.Refuse(http, 503);
            else
            {
                (group, instance) = (chosen.Key.TargetGroup, chosen.Key.InstanceId);
                try
                {
                    await forwarding.Send(http, chosen, listener);
                }
                finally
                {
                    chosen.Leave();
                }
            }
        }

        counts.Add(new TrafficCount(listenerArn, group, instance, Status(http)));
    }

    /// <summary>
    /// The status as an access log tells it: 460 when the client went before there was an answer. Source: "Troubleshoot your Application
    /// Load Balancers".
    /// </summary>
    private static int Status(HttpContext http) => http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted
        ? 460
        : http.Response.StatusCode;

    /// <summary>
    /// The target of a request, counted in. A view that changed between choosing and counting may have begun to drain the target, so the
    /// choice is made again.
    /// </summary>
    private Backend? Choose(HttpContext http, Node node, string listenerArn)
    {
        while (true)
        {
            var (routes, now) = (node.Routes!, time.GetUtcNow());
            if (routes.Find(listenerArn, http.Request) is not { } action
                || Stickiness.Group(http.Request, action, now) is not { } group || routes.Pool(group) is not { } pool)
                return null;
            var kept = pool.Find(Stickiness.Target(http.Request, pool, group, now));
            if ((kept ?? pool.Next(now)) is not { } chosen)
                return null;
            chosen.Enter();
            if (ReferenceEquals(routes, node.Routes))
            {
                Stickiness.Keep(http.Response, action, pool, chosen.Key, kept is not null, now);
                return chosen;
            }

            chosen.Leave();
        }
    }
}
