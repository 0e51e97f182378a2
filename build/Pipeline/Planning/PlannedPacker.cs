using Bundt.Cloud.Images;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Plans;

namespace Bundt.Pipeline.Planning;

/// <summary>Packer in a plan: an image whose id is not known yet.</summary>
internal sealed class PlannedPacker(Packer real, Func<ReleaseEnvironment> environment, PlannedEnvironment planned, PlanNotes notes, TimeProvider time) : IPacker
{
    private static readonly ImageId Unknown = new("an image whose id is known after Bake");

    private static readonly Version Unasked = new(0, 0);

    // A plan fetches no container image, and removes nothing.
    /// <inheritdoc />
    public Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation) =>
        environment().Bake.PackerIn is null ? real.Demand(isOver, line, cancellation) : Task.CompletedTask;

    /// <inheritdoc />
    public Task<Version> Version(string run, CancellationToken cancellation) => Task.FromResult(Unasked);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Variables() => real.Variables();

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Files() => real.Files();

    /// <inheritdoc />
    public Task<ImageId> Build(BakeOrder order, string folder, BakeProgress progress, CancellationToken cancellation)
    {
        notes.Add(ChangeKind.Create, $"image {order.Name}", $"Packer bakes it from {order.Source} with a temporary instance, security group and key pair, which it removes",
            "ModifyInstanceMetadataOptions");
        planned.Bake(new(Unknown, order.Name, "available", time.GetUtcNow(), [], order.Tags));
        return Task.FromResult(Unknown);
    }
}
