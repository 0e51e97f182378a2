using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Pruning;

/// <summary>What pruning does, and why: decided whole before anything is done.</summary>
public sealed record PrunePlan
{
    /// <summary>Why nothing may be removed at all, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is kept and what is removed: each group, then each launch template, then each image.</summary>
    public IReadOnlyList<Kept> Decisions { get; init; } = [];

    /// <summary>The groups that are kept, but serve no rollback any more.</summary>
    public IReadOnlyList<ServerGroup> Retired { get; init; } = [];

    /// <summary>The groups that are removed, each with what goes with it of what it was launched from.</summary>
    public IReadOnlyList<ServerGroup> Groups { get; init; } = [];

    /// <summary>The launch templates that are removed by themselves.</summary>
    public IReadOnlyList<LaunchTemplate> Templates { get; init; } = [];

    /// <summary>The images that are removed, each with its own snapshots.</summary>
    public IReadOnlyList<Image> Images { get; init; } = [];

    /// <summary>How many launch templates and launch configurations are removed, with their groups or by themselves.</summary>
    public int Sources => Templates.Count + Groups.Select(group => group.LaunchTemplate ?? group.LaunchConfiguration).OfType<string>().Distinct().Count();

    /// <summary>How many things are removed.</summary>
    public int Deletions => Groups.Count + Sources + Images.Count;

    /// <summary>Whether anything is removed or retired.</summary>
    public bool Changes => Deletions + Retired.Count > 0;

    /// <summary>Decides.</summary>
    /// <param name="stock">What there is.</param>
    /// <param name="terms">What is pruned.</param>
    /// <exception cref="Problem">Where live traffic goes is unclear.</exception>
    public static PrunePlan Of(Stock stock, PruneTerms terms)
    {
        if (GroupRetention.Refusal(stock.Fleet, terms.Expected) is { } refusal)
            return new() { Refusal = refusal };
        var groups = GroupRetention.Decide(stock, terms);
        List<ServerGroup> removed = [.. groups.Where(one => !one.Decision.Keep).Select(one => one.Group)];
        var templates = TemplateRetention.Decide(stock, terms, removed);
        var goneTemplates = templates.Where(one => !one.Decision.Keep).Select(one => one.Template.Id).ToHashSet();
        List<ServerGroup> going = [.. removed.Select(group => TemplateRetention.WithWhatGoes(group, stock, goneTemplates, removed))];
        List<LaunchTemplate> orphans = [.. templates.Where(one => one.IsOrphan).Select(one => one.Template)];
        var images = ImageRetention.Decide(stock.Everywhere, stock.Images, stock.Uses, terms, going, orphans);
        return new()
        {
            Decisions = [.. groups.Select(one => one.Decision), .. templates.Select(one => one.Decision), .. images.Select(one => one.Decision)],
            Retired = [.. groups.Where(one => one.Decision.Keep && GroupRetention.IsToRetire(one.Group, stock)).Select(one => one.Group)],
            Groups = going,
            Templates = orphans,
            Images = [.. images.Where(one => !one.Decision.Keep).Select(one => one.Image)],
        };
    }
}
