using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>The whole chain; what runs when no target is named.</summary>
[TaskDescription("Take the newest commit of the release branch to live traffic (default)")]
[IsDependentOn(typeof(Prune))]
public sealed class Release(ReleaseView view) : FrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override void Run(ReleaseContext context) => view.Conclude(
        "Release", $"{context.Environment.Application.Name} {context.Release.Version.Tag} is live in {context.Environment.Name}: {context.Release.Routing.Address}");
}
