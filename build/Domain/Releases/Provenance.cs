using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Releases;

/// <summary>The chain from an instance or image to the tests that its code has passed. Each link is looked at, whatever became of those before it.</summary>
public static class Provenance
{
    private const string Trailer = "Bundt-Tests: ";

    /// <summary>The last line of a release tag's annotation: that the tests passed, and in which run.</summary>
    public static string TestsPassed(string run) => $"{Trailer}passed in run {run}";

    /// <summary>The links, the nearest first. Links of what is not known at all are left out after the one that is broken.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="app">The application that it should be.</param>
    public static IReadOnlyList<ProvenanceLink> Of(ProvenanceFacts facts, string app)
    {
        List<ProvenanceLink> links = [.. OfInstance(facts.Instance)];
        links.Add(OfImage(facts, app));
        if (facts.Image is not { } image || !links[^1].Holds)
            return links;
        links.Add(facts.IsShared ? OfUnseenInputs(image) : OfInputs(image));
        links.Add(OfTag(facts, image));
        if (facts.Tag is { } tag && links[^1].Holds)
            links.AddRange([OfCommit(tag, facts.Position), OfTests(tag, facts.Annotation)]);
        return links;
    }

    private static IEnumerable<ProvenanceLink> OfInstance(InstanceOrigin? instance)
    {
        if (instance is null)
            yield break;
        var launched = instance.ServerGroup is { } group && instance.Source is not null;
        yield return new(instance.Id, launched ? $"{instance.ServerGroup}, from {instance.Source}" : "no Auto Scaling group: it was launched by hand", launched);
        if (launched)
        {
            yield return new(
                instance.Source!,
                instance.Launches is not { } image ? "gone: nothing says what it launched"
                : image == instance.Image ? $"{image}, which {instance.Id} runs"
                : $"{image}, but {instance.Id} runs {instance.Image}",
                instance.Launches == instance.Image);
        }
    }

    private static ProvenanceLink OfImage(ProvenanceFacts facts, string app)
    {
        if (facts.IsShared)
            return OfSharedImage(facts, app);
        var (image, tags) = (facts.Image, facts.Image?.Tags ?? new Dictionary<string, string>());
        var wrong = image is null ? "gone: there is no such image any more"
            : !image.IsTagged ? $"{image.Name}, which has no tags of Bundt"
            : tags[Names.App] != app ? $"{image.Name}, of {tags[Names.App]} and not of {app}"
            : !tags.ContainsKey(Names.Release) || !tags.ContainsKey(Names.Commit) ? $"{image.Name}, which does not say its release and commit"
            : null;
        return new(facts.ImageId.Value, wrong ?? $"{image!.Name}, baked by {tags.GetValueOrDefault(Names.CreatedBy, "somebody")} in run {tags.GetValueOrDefault(Names.Run, "?")}", wrong is null);
    }

    // Names and descriptions are seen by all that an image is shared with, its tags by nobody but its owner (EC2 DescribeImages).
    private static ProvenanceLink OfSharedImage(ProvenanceFacts facts, string app)
    {
        var image = facts.Image!;
        var holds = ReleaseVersion.TryParse(facts.Release) is { } version && Names.IsImage(image.Name, app, version);
        return new(
            facts.ImageId.Value, holds ? $"{image.Name}, baked in account {image.Owner}" : $"{image.Name} of account {image.Owner}, which by its name and description is no image of {app}", holds,
            holds ? "who baked it, and in which run" : null);
    }

    private static ProvenanceLink OfUnseenInputs(Image image) => new(image.Name, "inputs that begin as its name ends", Holds: true, "the digest of its inputs");

    // The name cannot be changed; tags can.
    private static ProvenanceLink OfInputs(Image image)
    {
        var digest = image.Tags.GetValueOrDefault(Names.Inputs);
        var holds = digest is { Length: > 12 } && image.Name.Contains($"-{digest[..12]}", StringComparison.Ordinal);
        return new(
            image.Name, holds ? $"inputs {digest![..12]}…" : digest is null ? "unknown inputs: it has no digest of them" : $"inputs {digest[..Math.Min(12, digest.Length)]}…, which its name does not have",
            holds);
    }

    private static ProvenanceLink OfTag(ProvenanceFacts facts, Image image)
    {
        var (release, commit) = (facts.Release!, image.Commit!);
        var wrong = facts.Tag is not { } tag ? "no tag: the clone has none of that name"
            : !tag.IsAnnotated ? "a tag that is not annotated, and so no release"
            : tag.Commit != commit ? $"a tag on {tag.Commit[..10]}, but the image holds {commit[..Math.Min(10, commit.Length)]}"
            : !facts.IsPublished ? "a tag that the remote has not, or has otherwise"
            : null;
        return new($"{release} in the image", wrong ?? $"the tag {release} on {commit[..10]}", wrong is null);
    }

    private static ProvenanceLink OfCommit(SourceTag tag, BranchPosition? position) => new(
        tag.Commit[..10], position is null ? "no branch that was looked at" : position.Ahead == 0 ? $"in {position.Branch}" : $"not in {position.Branch}", position is { Ahead: 0 });

    private static ProvenanceLink OfTests(SourceTag tag, string? annotation)
    {
        var said = annotation?.Split('\n').LastOrDefault(line => line.StartsWith(Trailer, StringComparison.Ordinal))?[Trailer.Length..].Trim();
        return new($"tests of {tag.Commit[..10]}", said ?? $"nothing: the annotation of {tag.Version.Tag} does not say that they passed", said is not null);
    }
}
