using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// The cookies that keep a client on its target group and on its target. Their values mean nothing to anybody else. Source: "Sticky
/// sessions for your Application Load Balancer"; a client stays on its group until its cookie expires, whatever the weights became.
/// </summary>
internal static class Stickiness
{
    private const string GroupCookie = "AWSALBTG";
    private const string TargetCookie = "AWSALB";

    /// <summary>The target group of a request: the one its client stays on, or one by weight; null when none has any weight.</summary>
    public static string? Group(HttpRequest request, RuleAction action, Routes routes)
    {
        if (action.StickySeconds is not null && Read(request, GroupCookie) is { } kept
            && action.Groups.Exists(group => group.Arn == kept) && routes.Pool(kept) is { IsEmpty: false })
            return kept;

        var total = action.Groups.Sum(group => group.Weight);
        if (total == 0)
            return null;
        var place = Random.Shared.Next(total);
        return action.Groups.First(group => (place -= group.Weight) < 0).Arn;
    }

    /// <summary>The instance that the client stays on in this group, or null.</summary>
    public static string? Target(HttpRequest request, Pool pool, string group) =>
        pool.StickySeconds is not null && Read(request, TargetCookie)?.Split(' ') is [var kept, var instance] && kept == group
            ? instance
            : null;

    /// <summary>Gives the client the cookies that keep it where it is.</summary>
    public static void Keep(HttpResponse response, RuleAction action, Pool pool, TargetKey target, DateTimeOffset now)
    {
        var cookies = new List<string>(2);
        if (action.StickySeconds is { } groupSeconds)
            cookies.Add(Cookie(GroupCookie, target.TargetGroup, now.AddSeconds(groupSeconds)));
        if (pool.StickySeconds is { } targetSeconds)
            cookies.Add(Cookie(TargetCookie, $"{target.TargetGroup} {target.InstanceId}", now.AddSeconds(targetSeconds)));
        if (cookies.Count == 0)
            return;
        response.OnStarting(() =>
        {
            cookies.ForEach(cookie => response.Headers.Append("Set-Cookie", cookie));
            return Task.CompletedTask;
        });
    }

    private static string? Read(HttpRequest request, string name)
    {
        var sent = request.Cookies[name];
        return sent is not null && Base64Url.IsValid(sent) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(sent)) : null;
    }

    private static string Cookie(string name, string value, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture, $"{name}={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value))}; Expires={until:R}; Path=/");
}
