using Bundt.Domain.Images;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Infrastructure;

/// <summary>What Bundt has made in an environment, and what of it goes when the environment is destroyed.</summary>
public sealed record Estate
{
    /// <summary>Its server groups: all of them go.</summary>
    public required IReadOnlyList<ServerGroup> Groups { get; init; }

    /// <summary>Its launch templates: all of them go.</summary>
    public required IReadOnlyList<LaunchTemplate> Templates { get; init; }

    /// <summary>Each image of the application, and whether it goes.</summary>
    public required IReadOnlyList<(Image Image, Kept Decision)> Images { get; init; }

    /// <summary>Groups of somebody else that stand in its target groups. They are never changed, and Terraform cannot destroy what they stand in.</summary>
    public required IReadOnlyList<ServerGroup> Strangers { get; init; }

    /// <summary>The images that go.</summary>
    public IReadOnlyList<Image> Going => [.. Images.Where(one => !one.Decision.Keep).Select(one => one.Image)];

    /// <summary>Whether nothing of it is there.</summary>
    public bool IsEmpty => Groups.Count == 0 && Templates.Count == 0 && Going.Count == 0;

    /// <summary>What goes, by name: two looks that agree on this agree on what a person was shown.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. Groups.Select(group => $"server group {group.Name}"),
        .. Templates.Select(template => $"launch template {template.Name}"),
        .. Going.Select(image => $"image {image.Id} ({image.Name})"),
    ];

    /// <summary>What goes and what stays, for people, a line each.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. Names.Select(name => $"delete  {name}"),
        .. Images.Where(one => one.Decision.Keep).Select(one => $"keep    image {one.Image.Id} ({one.Image.Name}): {one.Decision.Why}"),
    ];

    /// <summary>Why it cannot be removed: somebody else's servers stand in it; null when it can.</summary>
    /// <param name="environment">The environment's name.</param>
    public Problem? Refusal(string environment) => Strangers.Count == 0 ? null : new(
        $"In the target groups of {environment} there {(Strangers.Count == 1 ? "is" : "are")} {string.Join(", ", Strangers.Select(group => group.Name))}, which Bundt did not make.",
        "Nothing was changed.", "Remove that yourself if it is to go, then run again.");

    /// <summary>Decides.</summary>
    /// <param name="everywhere">Every server group of the account and region.</param>
    /// <param name="templates">The launch templates of the environment.</param>
    /// <param name="images">The images of the application.</param>
    /// <param name="uses">What refers to images.</param>
    /// <param name="targets">The ARNs of the environment's target groups, as many as there are.</param>
    /// <param name="terms">The application, the environment, and how many images are kept while another environment may want them.</param>
    /// <param name="keepImages">Whether every image stays, for the environment to be recovered from.</param>
    public static Estate Of(
        IReadOnlyList<ServerGroup> everywhere, IReadOnlyList<LaunchTemplate> templates, IReadOnlyList<Image> images, ILookup<ImageId, ImageUse> uses,
        IReadOnlyCollection<string> targets, PruneTerms terms, bool keepImages)
    {
        List<ServerGroup> ours = [.. everywhere.Where(group => group.IsOf(terms.Application, terms.Environment))];
        var others = everywhere.Any(group => !ours.Contains(group) && group.Tags.GetValueOrDefault(Domain.Names.App) == terms.Application);
        return new()
        {
            Groups = ours,
            Templates = templates,
            Strangers = [.. everywhere.Where(group => !ours.Contains(group) && group.TargetGroups.Any(targets.Contains))],
            Images = keepImages
                ? [.. images.Select(image => (image, new Kept(image.Id.Value, true, "images are kept")))]
                // The newest are kept for whoever may deploy them next; that is nobody where this is the application's last environment.
                : ImageRetention.Decide(everywhere, images, uses, others ? terms : terms with { Retain = 0 }, ours, templates),
        };
    }
}
