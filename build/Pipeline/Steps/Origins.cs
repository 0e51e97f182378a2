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
    /// <exception cref="Problem">There is no such instance, or no clone to look into.</exception>
    public async Task<ProvenanceFacts> Of(RunSettings settings)
    {
        var instance = settings.Instance is not { } id ? null
            : await instances.Origin(id) ?? throw new Problem($"There is no instance {id} in {settings.Environment.Aws.Region}.", "Nothing was changed.", "Instances that ended are forgotten after about an hour; ask about the image.");
        var image = instance?.Image ?? new ImageId(settings.Image!);
        var facts = new ProvenanceFacts { Instance = instance, ImageId = image, Image = await images.Find(image) };
        if (ReleaseVersion.TryParse(facts.Image?.Tags.GetValueOrDefault(Names.Release)) is not { } version)
            return facts;
        source.Fetch();
        if (source.Tags().FirstOrDefault(tag => tag.Version == version) is not { } tag)
            return facts;
        return facts with { Tag = tag, IsPublished = source.IsPublished(version), Position = source.Position(tag.Commit), Annotation = source.Annotation(version) };
    }
}
