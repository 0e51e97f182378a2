using Bundt.Domain.Images;

namespace Bundt.Domain.Servers;

/// <summary>Chooses what is kept and what is removed. It only chooses; Prune deletes what it returned.</summary>
public static class Retention
{
    /// <summary>Why nothing may be removed at all, or null.</summary>
    /// <param name="fleet">The environment's groups.</param>
    /// <param name="expected">The server group that this run made live, or null when it made none.</param>
    public static string? Refusal(Fleet fleet, string? expected) =>
        fleet.Split is { } split ? $"live traffic is divided: {split}"
        : fleet.Live is not { } live ? "nothing is live"
        : live.Release is null ? $"{live.Name}, which is live, is not a release of Bundt"
        : live.HasFailed ? $"{live.Name}, which is live, is marked as failed"
        : expected is not null && live.Name != expected ? $"{live.Name} is live, not {expected} of this run"
        : null;

    /// <summary>
    /// Keeps the newest deployments, the live group and the one it replaced wherever they rank, and whatever still runs or could be reached by
    /// live traffic; failed deployments do not count.
    /// </summary>
    /// <param name="fleet">The environment's groups.</param>
    /// <param name="app">The application; groups of others are not spoken of.</param>
    /// <param name="env">The environment.</param>
    /// <param name="retain">How many deployments are kept.</param>
    public static IReadOnlyList<Kept> Groups(Fleet fleet, string app, string env, int retain)
    {
        var ours = fleet.Groups.Where(group => group.IsOf(app, env) && !group.Deleting).OrderByDescending(group => group.Created).ToList();
        var newest = ours.Where(group => !group.HasFailed).Take(retain).ToList();
        var predecessor = fleet.Live?.Tags.GetValueOrDefault(Names.Replaces);
        return [.. ours.Select(Decide)];

        Kept Decide(ServerGroup group)
        {
            var rank = newest.IndexOf(group);
            return group.Name == fleet.Live?.Name ? new(group.Name, true, "live")
                : group.TargetGroups.Contains(fleet.Routing.Live.Arn) ? new(group.Name, true, $"attached to {fleet.Routing.Live.Name}, which is live")
                : group.Name == predecessor ? new(group.Name, true, group.IsRetired ? "the live group replaced it" : "the live group replaced it; ready for a rollback")
                : rank >= 0 ? new(group.Name, true, $"deployment {rank + 1} of the {retain} newest")
                : group.Desired > 0 && fleet.TargetGroupOf(group) is not null ? new(group.Name, true, "still has servers; goes after its deadline")
                : group.Tags.ContainsKey(Names.RolledBack) ? new(group.Name, false, "traffic was taken back from it")
                : group.HasFailed ? new(group.Name, false, "its deployment failed")
                : new(group.Name, false, $"older than the {retain} newest deployments");
        }
    }

    /// <summary>The kept groups that no longer serve a rollback, but still have a size or are still attached: to be retired. Never the live one.</summary>
    public static IReadOnlyList<ServerGroup> ToRetire(Fleet fleet, IReadOnlyCollection<Kept> decisions) =>
    [
        .. decisions.Where(decision => decision.Keep).Select(decision => fleet.Find(decision.What)!)
            .Where(group => group.Name != fleet.Live?.Name && !group.IsRetired && (fleet.TargetGroupOf(group) is null || group.Max == 0)),
    ];

    /// <summary>Whether anything is to be removed or retired.</summary>
    public static bool Changes(Fleet fleet, IReadOnlyCollection<Kept> decisions) => decisions.Any(decision => !decision.Keep) || ToRetire(fleet, decisions).Count > 0;

    /// <summary>
    /// Keeps every image that anything refers to, those tagged <c>bundt:keep</c>, and the newest of the application, so that an image can
    /// be baked now and deployed at any time.
    /// </summary>
    /// <param name="images">The application's images.</param>
    /// <param name="references">What refers to images: the image and who refers to it, of all environments, instances and launch templates.</param>
    /// <param name="retain">How many of the newest are kept in any case.</param>
    public static IReadOnlyList<Kept> Images(IReadOnlyCollection<Image> images, ILookup<ImageId, ImageUse> references, int retain)
    {
        var newest = images.OrderByDescending(image => image.Created).Take(retain).Select(image => image.Id).ToList();
        return [.. images.OrderByDescending(image => image.Created).Select(Decide)];

        Kept Decide(Image image) =>
            references[image.Id].FirstOrDefault() is { } use ? new(image.Id.Value, true, $"used by {use.Text}")
            : image.Tags.ContainsKey(Names.Keep) ? new(image.Id.Value, true, $"tagged {Names.Keep}")
            : newest.IndexOf(image.Id) is >= 0 and var rank ? new(image.Id.Value, true, $"image {rank + 1} of the {retain} newest")
            : new(image.Id.Value, false, $"used by nothing and older than the {retain} newest images");
    }
}
