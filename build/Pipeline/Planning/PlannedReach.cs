using Bundt.Cloud.Images;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Plans;

namespace Bundt.Pipeline.Planning;

/// <summary>The reach of images in a plan.</summary>
internal sealed class PlannedReach(PlannedEnvironment planned, PlanNotes notes, ImageReach real, Func<ReleaseEnvironment> environment) : IImageReach
{
    private readonly Dictionary<(string Name, string Region), Image> _copies = [];

    /// <inheritdoc />
    public async Task<Placement?> Find(string name, string region)
    {
        if (_copies.TryGetValue((name, region), out var copy))
            return new(region, copy, []);
        if (planned.Baked.FirstOrDefault(image => image.Name == name) is { } baked)
            return region == environment().Aws.Region ? new(region, baked, []) : null;
        var found = await real.Find(name, region);
        notes.Observe(new($"image {name} in {region}", found is null ? "none" : $"{found.Image.Id}, shared with {string.Join(", ", found.SharedWith.DefaultIfEmpty("nobody"))}"));
        // A copy that is under way is there by then.
        return found is null ? null : found with { Image = found.Image with { State = "available" } };
    }

    /// <inheritdoc />
    public Task Copy(Image image, string region)
    {
        notes.Add(ChangeKind.Create, $"image {image.Name} in {region}", $"bake.copyTo names {region}", "CopyImage");
        _copies[(image.Name, region)] = image with { Id = new($"the copy in {region}"), DemandsImdsV2 = false, Deprecated = null };
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Take(Placement found, ReachStep step)
    {
        notes.Add(ChangeKind.Change, $"image {found.Image.Name} in {found.Region}", step.ToString(), step switch
        {
            ReachStep.Share => ["CreateTags", "ModifyImageAttribute"],
            ReachStep.Deprecate => ["EnableImageDeprecation"],
            _ => ["ModifyImageAttribute"],
        });
        return Task.CompletedTask;
    }
}
