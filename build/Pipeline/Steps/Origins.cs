using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Images;
using Bundt.Domain.Releases;

namespace Bundt.Pipeline.Steps;

/// <summary>Finds out where an instance or an image comes from.</summary>
public sealed class Origins(IInstances instances, IImages images, ISourceCode source)
{
    /// <summary>All that is known of it.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">There is no such instance, or no clone to look into.</exception>
    public async Task<ProvenanceFacts> Of(RunSettings settings, CancellationToken cancellation)
    {
        var instance = settings.Instance is not { } id ? null
            : await instances.Origin(id) ?? throw new Problem($"There is no instance {id} in {settings.Environment.Aws.Region}.", "Nothing was changed.", "Instances that ended are forgotten after about an hour; ask about the image.");
        var image = instance?.Image ?? new ImageId(settings.Image!);
        var facts = new ProvenanceFacts { Instance = instance, ImageId = image, Image = await images.Find(image), Account = settings.Environment.Aws.Account };
        if (ReleaseVersion.TryParse(facts.Release) is not { } version)
            return facts;
        await source.Fetch(cancellation);
        if (source.Tags().FirstOrDefault(tag => tag.Version == version) is not { } tag)
            return facts;
        var standing = await source.Standing(tag.Commit, cancellation);
        return facts with
        {
            Tag = tag,
            IsPublished = await source.IsPublished(version, cancellation),
            Position = standing.IsInReleaseBranch ? standing.Release : standing.Branch ?? standing.Release,
            Annotation = source.Annotation(version),
        };
    }
}
