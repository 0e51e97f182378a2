using Bundt.Cloud.Images;
using Bundt.Domain.Images;
using Bundt.Domain.Plans;
using Bundt.Domain.Releases;

namespace Bundt.Pipeline.Planning;

/// <summary>Images in a plan.</summary>
internal sealed class PlannedImages(PlannedEnvironment planned, PlanNotes notes, Images real) : IImages
{
    private readonly HashSet<ImageId> _deleted = [];

    /// <inheritdoc />
    public async Task<BaseImage> Source()
    {
        var source = await real.Source();
        notes.Observe(new("source image", source.Id.Value));
        return source;
    }

    /// <inheritdoc />
    public async Task<Image?> Find(string name)
    {
        var found = await real.Find(name);
        notes.Observe(new($"image named {name}", found?.Id.Value ?? "none"));
        return found;
    }

    /// <inheritdoc />
    public async Task<Image?> Find(ImageId id) => planned.Baked.FirstOrDefault(image => image.Id == id) ?? await real.Find(id);

    /// <inheritdoc />
    public async Task<Image?> Of(ReleaseVersion version)
    {
        var found = await real.Of(version);
        notes.Observe(new($"image of {version.Tag}", found?.Id.Value ?? "none"));
        return found;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Image>> All()
    {
        var (all, uses) = (await real.All(), await real.References());
        foreach (var image in all)
            notes.Observe(Facts.Of(image, uses.Contains(image.Id)));
        return [.. all.Where(image => !_deleted.Contains(image.Id)), .. planned.Baked];
    }

    /// <inheritdoc />
    public async Task<ILookup<ImageId, ImageUse>> References() =>
        (await real.References()).SelectMany(uses => uses).Where(planned.Is).Concat(planned.Uses).ToLookup(use => use.Image);

    /// <inheritdoc />
    public Task Delete(Image image)
    {
        notes.Add(ChangeKind.Delete, $"image {image.Id} ({image.Name}) with its snapshots", "is kept no longer", "DeregisterImage");
        _deleted.Add(image.Id);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> IsPending(string name) => Task.FromResult(false);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> Discard(string name, ImageId? made) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc />
    public Task Finish(Image image, string description, IReadOnlyDictionary<string, string> tags)
    {
        notes.Add(ChangeKind.Change, $"image {image.Id} ({image.Name})", "a bake that was killed had left it without tags", "ModifyImageAttribute", "CreateTags");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<BakeRemain>> Remains(string runs, Func<string?, DateTimeOffset, bool> isOver) => real.Remains(runs, isOver);

    /// <inheritdoc />
    public Task Remove(BakeRemain remain)
    {
        notes.Add(ChangeKind.Delete, remain.ToString(), "a bake that was killed had left it", remain.Kind switch
        {
            BakeRemainKind.Instance => "TerminateInstances",
            BakeRemainKind.KeyPair => "DeleteKeyPair",
            _ => "DeleteSecurityGroup",
        });
        return Task.CompletedTask;
    }
}
