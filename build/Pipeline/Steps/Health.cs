using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Waits until servers can carry traffic.</summary>
public sealed class Health(IServerGroups groups, ITraffic traffic, Poll poll, TimeProvider time, ReleaseView view)
{
    private const string BeingHealthy = " to be healthy";
    private const string Staying = "healthy, and to stay so for ";

    /// <summary>What is waited for, of a group.</summary>
    internal static string Waiting(string group) => group + BeingHealthy;

    /// <summary>Whether that is what is waited for, of whatever group.</summary>
    internal static bool IsWaiting(string what) => what.EndsWith(BeingHealthy, StringComparison.Ordinal);

    /// <summary>Whether such a wait goes on for no other reason than that the servers have to stay as they are.</summary>
    internal static bool IsStaying(string reason) => reason.StartsWith(Staying, StringComparison.Ordinal);

    /// <summary>Waits until a group's servers have been healthy for a while without a break.</summary>
    /// <param name="name">The group.</param>
    /// <param name="image">The image that all must run, or null when any will do.</param>
    /// <param name="target">Its target group.</param>
    /// <param name="needed">How many servers.</param>
    /// <param name="window">For how long.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="enough">Asked as long as not all are healthy: whether that will do.</param>
    /// <exception cref="Problem">The deadline passed, or AWS cannot launch the servers.</exception>
    public async Task Wait(
        string name, ImageId? image, TargetGroup target, int needed, TimeSpan window, TimeSpan limit, CancellationToken cancellation, Func<Task<bool>>? enough = null)
    {
        long? since = null;
        try
        {
            await poll.Until(Waiting(name), async _ =>
            {
                if (await Reason(name, image, target, needed) is { } reason)
                {
                    since = null;
                    return enough is not null && await enough() ? null : reason;
                }

                since ??= time.GetTimestamp();
                return time.GetElapsedTime(since.Value) >= window ? null : $"{Staying}{window.TotalSeconds:0.#} s";
            }, limit, cancellation, reason => view.Say("", $"{name}: {reason}"));
        }
        catch (Problem late) when (late is { InnerException: not null } and not NoAnswer)
        {
            var failures = await groups.Failures(name);
            throw failures.Count == 0 ? late : new Problem($"{late.What} Its last scaling failure: {failures[0]}", inner: late);
        }
    }

    /// <summary>The first condition that keeps a group from carrying traffic now, or null.</summary>
    /// <exception cref="Problem">AWS says that it cannot launch its servers at all.</exception>
    public async Task<string?> Reason(string name, ImageId? image, TargetGroup target, int needed)
    {
        // It may be gone, or too new for a listing that is a few seconds old (EC2 developer guide, eventual consistency).
        if (await groups.Find(name) is not { } group)
            return $"{name} is not to be seen";
        var reason = Readiness.Reason(group, image, await traffic.Health(target), needed);
        if (reason is not null && group.Servers.Count < needed
            && (await groups.Failures(name)).FirstOrDefault(ScalingFailure.IsPermanent) is { } failure)
            throw new Problem($"{name} cannot launch its servers: {failure}");
        return reason;
    }
}
