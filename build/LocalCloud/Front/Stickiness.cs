using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>
/// The cookies that keep a client on its target group and on its target. Their values mean nothing to anybody else, and say until when they
/// hold; browsers keep them for a week. Where the browser may want it, each comes a second time with <c>SameSite=None</c>. Source: "Sticky
/// sessions for your Application Load Balancer".
/// </summary>
internal static class Stickiness
{
    private const string GroupCookie = "AWSALBTG";
    private const string TargetCookie = "AWSALB";
    private const string ApplicationCookie = "AWSALBAPP-0";
    private const string Cors = "CORS";

    private static readonly TimeSpan ShelfLife = TimeSpan.FromDays(7);

    /// <summary>
    /// The target group of a request: the one that its client stays on, whatever the weights became and whether anybody is left in it, or
    /// one by weight; null when none has any weight.
    /// </summary>
    public static string? Group(HttpRequest request, RuleAction action, DateTimeOffset now)
    {
        if (action.StickySeconds is not null && Read(request, GroupCookie, now) is [var kept] && action.Groups.Exists(group => group.Arn == kept))
            return kept;

        var total = action.Groups.Sum(group => group.Weight);
        if (total == 0)
            return null;
        var place = Random.Shared.Next(total);
        return action.Groups.First(group => (place -= group.Weight) < 0).Arn;
    }

    /// <summary>
    /// The target that the client stays on in this group, as <c>instance:port</c>, or null. A client that has to keep the application's own
    /// cookie stays only while it sends it.
    /// </summary>
    public static string? Target(HttpRequest request, Pool pool, string group, DateTimeOffset now) =>
        pool.StickySeconds is not null
        && (pool.ApplicationCookie is null || request.Cookies.ContainsKey(pool.ApplicationCookie))
        && Read(request, Name(pool), now) is [var kept, var target] && kept == group
            ? target
            : null;

    /// <summary>Gives the client the cookies that keep it where it is.</summary>
    /// <param name="response">The answer to it.</param>
    /// <param name="action">What the rule does.</param>
    /// <param name="pool">The target group.</param>
    /// <param name="target">The target.</param>
    /// <param name="stayed">Whether it was on this target already.</param>
    /// <param name="now">The time.</param>
    public static void Keep(HttpResponse response, RuleAction action, Pool pool, TargetKey target, bool stayed, DateTimeOffset now)
    {
        if (action.StickySeconds is null && pool.StickySeconds is null)
            return;
        response.OnStarting(() =>
        {
            if (action.StickySeconds is { } groupSeconds)
                Set(GroupCookie, groupSeconds, target.TargetGroup);
            if (pool.StickySeconds is { } targetSeconds && (pool.ApplicationCookie is not { } wanted || stayed || Sets(response, wanted)))
                Set(Name(pool), targetSeconds, target.TargetGroup, $"{target.InstanceId}:{target.Port}");
            return Task.CompletedTask;
        });

        void Set(string name, int seconds, params string[] kept)
        {
            var value = string.Join('|', kept.Prepend(now.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
            var cookie = string.Create(CultureInfo.InvariantCulture,
                $"={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value))}; Expires={now + ShelfLife:R}; Path=/");
            response.Headers.Append("Set-Cookie", name + cookie);
            if (name != ApplicationCookie)
                response.Headers.Append("Set-Cookie", $"{name}{Cors}{cookie}; SameSite=None");
        }
    }

    private static string Name(Pool pool) => pool.ApplicationCookie is null ? TargetCookie : ApplicationCookie;

    private static bool Sets(HttpResponse response, string cookie) =>
        response.Headers.SetCookie.Any(set => set is not null && set.StartsWith(cookie + "=", StringComparison.Ordinal));

    /// <summary>What a cookie holds, or null when there is none or it no longer counts.</summary>
    private static string[]? Read(HttpRequest request, string name, DateTimeOffset now)
    {
        var sent = request.Cookies[name] ?? request.Cookies[name + Cors];
        if (sent is null || !Base64Url.IsValid(sent))
            return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(sent)).Split('|') is [var until, .. var kept]
            && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && now.ToUnixTimeSeconds() < seconds
                ? kept
                : null;
    }
}
