using Bundt.Domain;
using Bundt.Domain.Traffic;
using Bundt.View;
using Bundt.View.Reports;

namespace Bundt.Pipeline.Steps;

/// <summary>
/// Tells at the end of a run that made a release live what the way back from it is. The release is live whatever becomes of this: what stands
/// in its way is said, and no more.
/// </summary>
public sealed class Receipt(WayBackFacts facts, ReleaseView view)
{
    /// <summary>Tells it, where the run may write, has not failed and has a live release.</summary>
    /// <param name="context">The run.</param>
    /// <param name="failure">What it failed of, or null.</param>
    public async Task Give(ReleaseContext context, Exception? failure)
    {
        if (failure is not null || !context.Settings.MayWrite || !context.Release.IsLive)
            return;
        try
        {
            var receipt = RollbackReceipt.Of(await facts.Read(context), context.Environment);
            // Whoever has gone back as far as one can knows that.
            if (receipt.Options is not null || context.Settings.Target != nameof(Tasks.Rollback))
                view.Show(new Undo(receipt, receipt.Options is { } options ? context.Settings.Command(options) : null));
        }
        catch (Exception unread)
        {
            view.Conclude("Receipt", $"what the way back needs could not be read: {(unread as Problem)?.What ?? unread.Message} --target=Status shows what is warm.");
        }
    }
}
