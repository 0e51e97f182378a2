using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Ends the lease of a run that hangs or is lost; who did so, and why, is kept in the history. That run cannot write any more.</summary>
[TaskDescription("End the lease of a run that hangs, with a --reason")]
public sealed class Unlock(ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        if (await context.Lease.Read() is not { } held)
        {
            view.Say("Unlock", $"nothing to do: nobody holds the lease of {context.Environment.Application.Name} in {context.Environment.Name}");
            return;
        }

        await context.Lease.Take();
        view.Say("Unlock", $"the lease of {held.Owner} ({held.Target}, run {held.Run}) is ended: {context.Settings.Reason}");
    }
}
