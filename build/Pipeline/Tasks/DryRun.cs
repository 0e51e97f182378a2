using Bundt.Pipeline.Planning;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>
/// The review: the targets before this one have walked over a model of the environment, and what they would have done is shown and kept as a
/// plan. Reads only.
/// </summary>
[TaskDescription("Show what a release would create, change and delete, and why; change nothing")]
[IsDependentOn(typeof(Prune))]
public sealed class DryRun(Planner planner) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var plan = context.Settings.Planned = planner.Plan(context);
        if (context.Settings.Has("plan"))
            return;
        Directory.CreateDirectory(context.Artifacts);
        var file = Path.Combine(context.Artifacts, "plan.json");
        await File.WriteAllTextAsync(file, PlanFile.Write(plan));
        await File.WriteAllTextAsync(Path.ChangeExtension(file, "md"), PlanText.Markdown(plan));
        if (context.Settings.WantsJson)
        {
            await using var output = new StreamWriter(Console.OpenStandardOutput());
            await output.WriteLineAsync(PlanFile.Write(plan));
            return;
        }

        PlanText.Show(plan, Console.Out);
        Console.WriteLine($"Nothing was changed. To do exactly this: {context.Settings.Command($"--plan={file}")}");
    }
}
