using Bundt.Domain.Environments;

namespace Bundt.Domain.Images;

/// <summary>How far an image is to reach: who may launch it, how, and until when it is to be found.</summary>
public static class Reach
{
    /// <summary>What an image lacks in one region, in the order in which it is given it.</summary>
    /// <param name="found">The image as it is there.</param>
    /// <param name="settings">How it is to be.</param>
    /// <param name="now">The time (UTC): a date of deprecation that has passed cannot be set any more.</param>
    public static IReadOnlyList<ReachStep> Missing(Placement found, BakeSettings settings, DateTimeOffset now)
    {
        var steps = new List<ReachStep>();
        var (image, missing) = (found.Image, settings.ShareWith.Except(found.SharedWith).ToList());
        if (!image.DemandsImdsV2)
            steps.Add(new ReachStep.DemandImdsV2());
        if (image.Deprecated is null && settings.DeprecateAfter is { } after && image.Created + after > now)
            steps.Add(new ReachStep.Deprecate(image.Created + after));
        // Last: whoever may launch it has it as it is to be.
        if (missing.Count > 0)
            steps.Add(new ReachStep.Share(missing));
        return steps;
    }
}
