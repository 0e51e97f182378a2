using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Pruning;

/// <summary>Chooses which images are kept. One image serves all environments of an application, and whoever else was told its id.</summary>
public static class ImageRetention
{
    /// <summary>
    /// Keeps every image that anything refers to, whose release a group of any environment carries, or that is tagged <c>bundt:keep</c>, or that other accounts may launch; and the
    /// newest of the application, so that an image can be baked now and deployed at any time.
    /// </summary>
    /// <param name="everywhere">Every group of the account and region.</param>
    /// <param name="all">The images of the application.</param>
    /// <param name="uses">What refers to images.</param>
    /// <param name="terms">What is pruned.</param>
    /// <param name="groups">The groups that are removed, with their servers and what they were launched from.</param>
    /// <param name="templates">The launch templates that are removed.</param>
    public static IReadOnlyList<(Image Image, Kept Decision)> Decide(
        IReadOnlyList<ServerGroup> everywhere, IReadOnlyList<Image> all, ILookup<ImageId, ImageUse> uses, PruneTerms terms,
        IReadOnlyCollection<ServerGroup> groups, IReadOnlyCollection<LaunchTemplate> templates)
    {
        var gone = groups.SelectMany(group => group.Servers.Select(server => server.Id).Append(group.LaunchTemplate).Append(group.LaunchConfiguration))
            .Concat(templates.Select(template => template.Id)).OfType<string>().ToHashSet();
        var removed = groups.Select(group => group.Name).ToHashSet();
        var carriers = everywhere.Where(group => group.Tags.GetValueOrDefault(Names.App) == terms.Application && !removed.Contains(group.Name))
            .ToLookup(group => group.Tags.GetValueOrDefault(Names.Release), group => group.Name);
        var images = all.OrderByDescending(image => image.Created).ThenBy(image => image.Id.Value, StringComparer.Ordinal).ToList();
        var newest = images.Where(image => image.IsAvailable).Take(terms.Retain).Select((image, rank) => (image.Id, rank)).ToDictionary();
        return [.. images.Select(image => (image, Of(image)))];

        Kept Of(Image image) =>
            uses[image.Id].FirstOrDefault(use => !gone.Contains(use.By)) is { } use ? Keep(image, $"used by {use.Text}")
            : image.Release is { } release && carriers[release].FirstOrDefault() is { } carrier ? Keep(image, $"{carrier} carries {release}")
            : image.Tags.ContainsKey(Names.Keep) ? Keep(image, $"tagged {Names.Keep}")
            : image.Tags.TryGetValue(Names.SharedWith, out var accounts) ? Keep(image, $"shared with {accounts}, whose servers cannot be seen from here: let it go by taking its tag {Names.SharedWith} away")
            : newest.TryGetValue(image.Id, out var rank) ? Keep(image, $"image {rank + 1} of the {terms.Retain} newest")
            : image.IsPending ? Keep(image, "it is being made")
            : new(image.Id.Value, false, image.IsAvailable ? $"used by nothing and older than the {terms.Retain} newest images" : $"used by nothing, and it is {image.State}");

        static Kept Keep(Image image, string why) => new(image.Id.Value, true, why);
    }
}
