using Bundt.Cloud;
using Bundt.Cloud.Servers;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Gives a new server group the policies, metrics and tags of the environment file, and looks whether AWS has them so.</summary>
public sealed class Outfit(IServerGroups groups, Poll poll, ReleaseView view)
{
    /// <summary>How long AWS may take to show what it was given: a listing may be a few seconds old (EC2 developer guide, eventual consistency).</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Adds what a group lacks, and nothing that it has; then compares all of it with what is read back.</summary>
    /// <param name="name">The group; not the live one, whose sizes are its own.</param>
    /// <param name="settings">What the environment file says.</param>
    /// <param name="size">How many servers it has at least.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Domain.Problem">AWS has something else than the file says; both are shown.</exception>
    public async Task Complete(string name, ServerSettings settings, int size, CancellationToken cancellation)
    {
        var (wanted, added) = (Fittings.Of(settings), false);
        await poll.Until($"{name} to be as it was ordered", async _ =>
        {
            if (await groups.Find(name) is not { } group)
                return "it is not to be seen";
            var has = await groups.Fittings(group);
            if (!added && wanted.Missing(has) is { IsEmpty: false } missing)
            {
                await groups.Fit(name, missing);
                view.Say("Deploy", $"{name}: {Words(missing)}");
                added = true;
                return "AWS has not told yet what was added";
            }

            IReadOnlyList<string> differences = [.. wanted.Differences(has), .. Capacity.Differences(settings, group, size)];
            return differences.Count == 0 ? null : string.Join("; ", differences);
        }, Patience, cancellation);
    }

    private static string Words(Fittings added) => string.Join(", ",
    [
        .. added.Policies.Select(policy => $"scaling policy {policy.Name}"),
        .. added.Metrics.Count == 0 ? [] : new[] { $"metrics {string.Join(", ", added.Metrics)}" },
        .. added.Tags.Keys.Select(key => $"tag {key}"),
    ]);
}
