using System.Collections.Concurrent;
using System.Security.Cryptography;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>Chooses what happens to a request: the rule, by its weights the target group, and by turns the target.</summary>
internal sealed class Router
{
    /// <summary>The cookie that keeps a client on its target group.</summary>
    public const string StickyCookie = "AWSALBTG";

    private readonly ConcurrentDictionary<string, int> _turns = [];

    /// <summary>The action that the listener or one of its rules has for a request; null when the listener is gone.</summary>
    public static RuleAction? Action(Region view, string listenerArn, HttpRequest request)
    {
        if (!view.Listeners.TryGetValue(listenerArn, out var listener))
            return null;
        var rule = view.Rules.Values.Where(rule => rule.ListenerArn == listenerArn).OrderBy(rule => rule.Priority)
            .FirstOrDefault(rule => Conditions.Match(rule, request));
        return (rule?.Actions ?? listener.Actions).OrderBy(action => action.Order ?? 0).Last();
    }

    /// <summary>The target group of a forward: the client's own while it is sticky, else by weight; null when no weight is left.</summary>
    public static string? TargetGroup(RuleAction forward, HttpRequest request)
    {
        if (forward.StickySeconds is not null && request.Cookies[StickyCookie] is { } sticky
            && forward.Forward.Keys.FirstOrDefault(arn => CookieOf(arn) == sticky) is { } own)
            return own;
        var total = forward.Forward.Values.Sum();
        if (total == 0)
            return null;
        var point = forward.Forward.Count == 1 ? 0 : RandomNumberGenerator.GetInt32(total);
        foreach (var (arn, weight) in forward.Forward)
        {
            point -= weight;
            if (point < 0)
                return arn;
        }

        return null;
    }

    /// <summary>The cookie's value for a target group.</summary>
    public static string CookieOf(string arn) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(arn)))[..32];

    /// <summary>
    /// The target whose turn it is: a healthy one; when none is healthy, any that is registered (ELB user guide, health checks: fail open);
    /// null when there is none.
    /// </summary>
    public Target? Target(Region view, string arn)
    {
        if (!view.TargetGroups.TryGetValue(arn, out var group))
            return null;
        var registered = group.Targets.Values.Where(target => target.State != "draining").ToList();
        var healthy = registered.Where(target => target.State == "healthy").ToList();
        var candidates = healthy.Count > 0 ? healthy : registered;
        return candidates.Count == 0
            ? null
            : candidates[(int)((uint)_turns.AddOrUpdate(arn, 0, (_, turn) => unchecked(turn + 1)) % candidates.Count)];
    }
}
