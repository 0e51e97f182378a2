using Bundt.Domain.Environments;

namespace Bundt.Domain.Rehearsals;

/// <summary>In what a twin is not as production, for whoever judges by it.</summary>
internal static class TwinDifferences
{
    public static IEnumerable<string> Of(ReleaseEnvironment production, ReleaseEnvironment twin, TwinTerms terms) =>
    [
        "it is a local cloud on this computer: servers are processes, and as quick as this computer is",
        .. production.Servers.Scaling.Count == 0 ? Nothing : ["scaling policies are made, and never fire: there is no CloudWatch"],
        .. Sizes(production.Servers, twin.Servers),
        .. Waits(production, twin).Where(wait => wait.Before != wait.After)
            .Select(wait => FormattableString.Invariant($"{wait.Key} is {Durations.Written(wait.After)} instead of {Durations.Written(wait.Before)}{(wait.After < wait.Before ? FormattableString.Invariant($" (waits are divided by {terms.Faster:0.##})") : "")}")),
        .. Traffic(production.Traffic),
        .. Names("it bakes from", production.Bake.Source.Name, twin.Bake.Source.Name),
        .. production.Bake.From is { } from ? [$"it bakes its images itself, which production takes from {from.Owner}"] : Nothing,
        .. production.Bake.Volume is null ? Nothing : ["its servers have the source image's volumes"],
        .. production.Bake.CopyTo.Concat(production.Bake.ShareWith).Any() ? ["images are neither copied nor shared"] : Nothing,
        .. (production.Servers.InstanceProfile ?? production.Bake.InstanceProfile) is null ? Nothing : ["its servers have no instance profile, and may do nothing in AWS"],
        .. production.Application.SignTags ? ["tags are not signed"] : Nothing,
        "tags are pushed to a copy of the application's repository, and nowhere else",
        .. production.Swap.Approval == ApprovalKind.None ? Nothing : ["nobody is asked before traffic moves (swap.approval)"],
        .. Hooks(production.Hooks, terms),
        .. production.Notify.Variables.Any() ? ["nobody is notified"] : Nothing,
    ];

    private static string[] Nothing => [];

    private static IEnumerable<(string Key, TimeSpan Before, TimeSpan After)> Waits(ReleaseEnvironment production, ReleaseEnvironment twin) =>
    [
        ("servers.healthGrace", production.Servers.HealthGrace, twin.Servers.HealthGrace),
        ("verify.window", production.Verify.Window, twin.Verify.Window),
        .. production.Traffic.Strategy == TrafficStrategy.Canary ? [("traffic.canary.pause", production.Traffic.Canary.Pause, twin.Traffic.Canary.Pause)] : Array.Empty<(string, TimeSpan, TimeSpan)>(),
        ("swap.watch", production.Swap.Watch, twin.Swap.Watch),
        ("swap.every", production.Swap.Every, twin.Swap.Every),
        ("swap.warm", production.Swap.Warm, twin.Swap.Warm),
    ];

    private static IEnumerable<string> Sizes(ServerSettings production, ServerSettings twin) =>
    [
        .. (production.Min, production.Max, production.Desired) == (twin.Min, twin.Max, twin.Desired) ? Nothing
            : [FormattableString.Invariant($"it has {twin.Desired} servers, {twin.Min} to {twin.Max}, instead of {production.Desired}, {production.Min} to {production.Max} (--scale)")],
        .. production.Subnets.Count == twin.Subnets.Count ? Nothing : [FormattableString.Invariant($"it has {twin.Subnets.Count} subnets instead of {production.Subnets.Count}: a load balancer has two zones at least")],
    ];

    private static IEnumerable<string> Traffic(TrafficSettings production) =>
    [
        .. production.Rule is { } rule ? [FormattableString.Invariant($"its live rule is the listener's default action, not rule {rule}")] : Nothing,
        .. production.Listener == 443 ? ["it speaks plain HTTP, not HTTPS"] : Nothing,
    ];

    private static IEnumerable<string> Hooks(HookSettings hooks, TwinTerms terms) => hooks.BeforeSwap.Concat(hooks.AfterSwap).ToList() switch
    {
        [] => [],
        var all when terms.RunsHooks => [$"hooks are run as they are, with BUNDT_ENV as in production: {string.Join(", ", all)}"],
        var all => [$"hooks are not run: {string.Join(", ", all)} (--with-hooks)"],
    };

    private static IEnumerable<string> Names(string what, string before, string after) => before == after ? [] : [$"{what} {after} instead of {before}"];
}
