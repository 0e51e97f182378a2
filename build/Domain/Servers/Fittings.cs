using Bundt.Domain.Environments;

namespace Bundt.Domain.Servers;

/// <summary>What a server group has besides its servers: as an environment file wants it, or as AWS has it.</summary>
/// <param name="Policies">Its scaling policies.</param>
/// <param name="Metrics">The group metrics that AWS collects.</param>
/// <param name="Tags">The team's own tags.</param>
public sealed record Fittings(IReadOnlyList<ScalingPolicy> Policies, IReadOnlyList<string> Metrics, IReadOnlyDictionary<string, string> Tags)
{
    // All metrics of a group without a warm pool; which others there are depends on the region (EC2 Auto Scaling user guide, group metrics).
    private static readonly string[] Everything =
    [
        "GroupMinSize", "GroupMaxSize", "GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupStandbyInstances",
        "GroupTerminatingInstances", "GroupTotalInstances",
    ];

    /// <summary>Those that an environment file wants.</summary>
    public static Fittings Of(ServerSettings settings) => new(settings.Scaling, settings.Metrics, settings.Tags);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Policies.Count == 0 && Metrics.Count == 0 && Tags.Count == 0;

    /// <summary>What of these a group does not have at all; what it has otherwise is a difference, and is nobody's to overwrite.</summary>
    /// <param name="there">What it has.</param>
    public Fittings Missing(Fittings there) => new(
        [.. Policies.Where(policy => there.Policies.All(other => other.Name != policy.Name))],
        Metrics.Contains(ServerSettings.AllMetrics) ? Everything.All(there.Metrics.Contains) ? [] : Metrics : [.. Metrics.Except(there.Metrics)],
        Tags.Where(tag => !there.Tags.ContainsKey(tag.Key)).ToDictionary());

    /// <summary>These and others that were added.</summary>
    public Fittings With(Fittings added) => new(
        [.. Policies, .. added.Policies],
        [.. Metrics.Union(added.Metrics.Contains(ServerSettings.AllMetrics) ? Everything : added.Metrics)],
        Tags.Concat(added.Tags).ToDictionary());

    /// <summary>Each difference as a sentence that shows both: what the file says and what AWS has.</summary>
    /// <param name="there">What AWS has; tags and metrics that nobody asked for are no difference.</param>
    public IReadOnlyList<string> Differences(Fittings there)
    {
        var (policies, has) = (Policies.ToDictionary(policy => policy.Name), there.Policies.ToDictionary(policy => policy.Name));
        return
        [
            .. policies.Keys.Union(has.Keys).Where(name => policies.GetValueOrDefault(name) is var wanted && $"{wanted}" != $"{has.GetValueOrDefault(name)}")
                .Select(name => Sentence("scaling policy", name, policies.GetValueOrDefault(name), has.GetValueOrDefault(name))),
            .. Missing(there).Metrics.Select(metric => Sentence("metric", metric, "collected", null)),
            .. Tags.Where(tag => there.Tags.GetValueOrDefault(tag.Key) != tag.Value)
                .Select(tag => Sentence("tag", tag.Key, $"'{tag.Value}'", there.Tags.TryGetValue(tag.Key, out var value) ? $"'{value}'" : null)),
        ];
    }

    private static string Sentence(string what, string name, object? file, object? aws) =>
        $"{what} {name}: the environment file says {file ?? "nothing"}, AWS has {aws ?? "nothing"}";
}
