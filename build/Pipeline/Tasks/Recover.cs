using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>
/// Brings an environment back of which nothing may be left but its images, its file and the state bucket: what it stands on is made again, and a
/// release is launched from its image, verified and made live. Needs neither Packer nor git.
/// </summary>
[TaskDescription("Bring an environment that is gone back to a release, from Terraform and the kept images")]
[IsDependentOn(typeof(Provision))]
public sealed class Recover(Reinstatement back, Verify verify, Swap swap, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        if (context.Settings.Has("dry-run"))
        {
            view.Say("Recover", $"would launch {(await back.Release(context)).Tag} from its image, verify it, and make it live");
            return;
        }

        if (await back.Launch(context) is { } live)
        {
            view.Say("Recover", $"nothing to recover: {live.Name} is live, with {live.Release?.Tag}");
            return;
        }

        await verify.RunAsync(context);
        await swap.RunAsync(context);
        view.Conclude("Recover", $"{context.Environment.Application.Name} {context.Release.Version.Tag} is live in {context.Environment.Name} again: {context.Release.Routing.Address}");
    }
}
