using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Walks from an instance or an image back to tested code, and names the link that does not hold. Reads only.</summary>
[TaskDescription("Trace an instance or an image back to tested code (--instance=ID, --image=AMI)")]
public sealed class Explain(Origins origins, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var asked = context.Settings.Instance ?? context.Settings.Image ?? throw new Problem(
            "--target=Explain has nothing to explain.", "Nothing was changed.", "Name an instance (--instance=i-…) or an image (--image=ami-…).");
        var links = Provenance.Of(await origins.Of(context.Settings, context.Cancelled), context.Environment.Application.Name);
        view.Show(links);
        if (links.FirstOrDefault(link => !link.Holds) is { } broken)
        {
            throw new Problem(
                $"{asked} cannot be traced to tested code. The first link that does not hold: {broken.From} ← {broken.To}.", "Nothing was changed.",
                "Release again from a tag that Bundt made; it replaces what cannot be traced.");
        }

        view.Say("Explain", links.All(link => link.Unseen is null)
            ? $"{asked} holds tested code: every link holds"
            : $"{asked} holds tested code as far as this account can see; the image's own account sees the rest");
    }
}
