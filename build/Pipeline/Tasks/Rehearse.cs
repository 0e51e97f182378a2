using Bundt.Domain.Rehearsals;
using Bundt.Pipeline.Rehearsals;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Rehearses a release in a twin of the environment, and every way back, under load. Reads the environment itself, and changes nothing there.</summary>
[TaskDescription("Release in a twin of the environment, under load, and go back, before anybody touches the environment itself")]
public sealed class Rehearse(RehearsalFacts facts, RehearsalStage stage, RehearsalPlay play, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var name = context.Environment.Name;
        await stage.Demand(context);
        var order = await facts.Read(context);
        view.Say("Rehearse", $"{order.Old.Tag} is live in {name}, and {order.New.Tag} is to be: both are released to its twin");
        foreach (var difference in order.Twin.Differences)
            view.Say("", $"the twin differs: {difference}");

        var rehearsal = await stage.Under(context, order, (home, cloud) => play.Perform(context, order, home, cloud));
        view.Show(rehearsal);
        var report = await RehearsalStage.Report(context, rehearsal);
        view.Say("Report", report);
        if (RehearsalVerdict.Of(rehearsal, report) is { } problem)
            throw problem;
        var struck = rehearsal.Of(PhaseKind.Faults)?.Failed.Count ?? 0;
        view.Conclude("Rehearse", $"{order.New.Tag} can go to {name}, and go back: {rehearsal.Requests.Count} requests, none failed{(struck > 0 ? $" but {struck} under faults" : "")}");
    }
}
