namespace Bundt.LocalCloud.Front;

/// <summary>What happens to a request at a listener.</summary>
internal sealed class Exchanges(Forwarding forwarding, TrafficCounts counts, TimeProvider time)
{
    /// <summary>Answers it by the view that its connection's node has.</summary>
    public async Task Answer(HttpContext http, string listenerArn, Node node)
    {
        var (group, instance) = ("", "");
        if (node.Routes is not { } routes || routes.Find(listenerArn, http.Request) is not { } action)
            await OwnAnswers.Refuse(http, 503);
        else if (action.FixedResponse is { } answer)
            await OwnAnswers.Send(http, answer);
        else if (action.Redirect is { } redirect)
            OwnAnswers.Send(http, redirect);
        else if (Choose(http, node, listenerArn) is not { } chosen)
            await OwnAnswers.Refuse(http, 503);
        else
        {
            (group, instance) = (chosen.Key.TargetGroup, chosen.Key.InstanceId);
            try
            {
                await forwarding.Send(http, chosen);
            }
            finally
            {
                chosen.Leave();
            }
        }

        counts.Add(new TrafficCount(listenerArn, group, instance, http.Response.StatusCode));
    }

    /// <summary>
    /// The target of a request, counted in. A view that changed between choosing and counting may have begun to drain the target, so the
    /// choice is made again.
    /// </summary>
    private Backend? Choose(HttpContext http, Node node, string listenerArn)
    {
        while (true)
        {
            var routes = node.Routes!;
            if (routes.Find(listenerArn, http.Request) is not { } action || Stickiness.Group(http.Request, action, routes) is not { } group
                || routes.Pool(group) is not { } pool
                || (pool.Find(Stickiness.Target(http.Request, pool, group)) ?? pool.Next(time.GetUtcNow())) is not { } chosen)
                return null;
            chosen.Enter();
            if (ReferenceEquals(routes, node.Routes))
            {
                Stickiness.Keep(http.Response, action, pool, chosen.Key, time.GetUtcNow());
                return chosen;
            }

            chosen.Leave();
        }
    }
}
