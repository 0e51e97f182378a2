using Bundt.Cloud.Images;
using Bundt.Domain.Images;
using Bundt.Domain.Plans;

namespace Bundt.Pipeline.Planning;

/// <summary>Packer in a plan: an image whose id is not known yet.</summary>
internal sealed class PlannedPacker(Packer real, PlannedEnvironment planned, PlanNotes notes, TimeProvider time) : IPacker
{
    private static readonly ImageId Unknown = new("an image whose id is known after Bake");

    /// <inheritdoc />
    public void Demand() => real.Demand();

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Variables() => real.Variables();

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Files() => real.Files();

    /// <inheritdoc />
    public Task<ImageId> Build(BakeOrder order, string folder, BakeProgress progress, CancellationToken cancellation)
    {
        notes.Add(ChangeKind.Create, $"image {order.Name}", $"Packer bakes it from {order.Source} with a temporary instance, security group and key pair, which it removes");
        planned.Bake(new(Unknown, order.Name, "available", time.GetUtcNow(), [], order.Tags));
        return Task.FromResult(Unknown);
    }
}
