using Bundt.Domain.Servers;

namespace Bundt.Domain.Pruning;

/// <summary>
/// Chooses which launch templates are kept: those that a group is launched from. One goes with its group; one that no group is launched from
/// was left by a run that broke off between the two.
/// </summary>
public static class TemplateRetention
{
    /// <summary>A decision about each of the environment's launch templates, and whether it goes by itself rather than with its group.</summary>
    /// <param name="stock">What there is.</param>
    /// <param name="terms">What is pruned.</param>
    /// <param name="removed">The groups that are removed.</param>
    public static IReadOnlyList<(LaunchTemplate Template, bool IsOrphan, Kept Decision)> Decide(Stock stock, PruneTerms terms, IReadOnlyCollection<ServerGroup> removed)
    {
        var gone = removed.Select(group => group.Name).ToHashSet();
        return [.. stock.Templates.OrderBy(template => template.Name, StringComparer.Ordinal).Select(Of)];

        (LaunchTemplate Template, bool IsOrphan, Kept Decision) Of(LaunchTemplate template)
        {
            // A group of its name that is only planned has no launch template yet.
            var users = stock.Everywhere.Where(group => group.LaunchTemplate == template.Id || group.Name == template.Name).ToList();
            return users.Find(user => !gone.Contains(user.Name)) is { } user ? (template, false, Kept(true, $"{user.Name} is launched from it"))
                : users.Find(user => user.LaunchTemplate == template.Id) is { } last ? (template, false, Kept(false, $"goes with {last.Name}"))
                : template.Created < terms.Begun ? (template, true, Kept(false, "no group is launched from it: a run broke off before it made one"))
                : (template, false, Kept(true, "it was made after this run began"));

            Kept Kept(bool keep, string why) => new($"launch template {template.Name}", keep, why);
        }
    }

    /// <summary>A group that is removed, with that alone of what it was launched from which goes with it: what is ours, and no other group's.</summary>
    /// <param name="group">The group.</param>
    /// <param name="stock">What there is.</param>
    /// <param name="templates">The launch templates that are removed.</param>
    /// <param name="removed">The groups that are removed.</param>
    public static ServerGroup WithWhatGoes(ServerGroup group, Stock stock, IReadOnlySet<string> templates, IReadOnlyCollection<ServerGroup> removed) => group with
    {
        LaunchTemplate = group.LaunchTemplate is { } template && templates.Contains(template) ? template : null,
        LaunchConfiguration = group.LaunchConfiguration == group.Name
            && stock.Everywhere.Where(other => other.LaunchConfiguration == group.Name).All(other => removed.Any(gone => gone.Name == other.Name)) ? group.Name : null,
    };
}
