namespace Bundt.Domain.Pruning;

/// <summary>How much one run may remove: more than usual is looked at by a person first.</summary>
public static class DeletionCap
{
    /// <summary>Why nothing is removed, or null when the plan stays within the cap.</summary>
    /// <param name="plan">What would be removed.</param>
    /// <param name="most">How many server groups, launch templates and images together one run may remove.</param>
    public static Problem? Refusal(PrunePlan plan, int most) => plan.Deletions <= most ? null : new(
        $"Nothing was pruned: {plan.Deletions} deletions ({plan.Groups.Count} server groups, {plan.Sources} launch templates, {plan.Images.Count} images) are more than the {most} that one run may make.",
        "Nothing was removed. Live traffic is untouched.",
        $"They are listed above. If all of them are to go: --exclusive --target=Prune --most-deletions={plan.Deletions}; or raise prune.most in the environment file.");
}
