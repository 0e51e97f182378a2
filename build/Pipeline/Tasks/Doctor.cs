using Bundt.Domain;
using Bundt.Domain.Checks;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Looks at everything that a release needs before one begins, and says how to mend what is wrong. Reads only.</summary>
[TaskDescription("Check all that a release needs, and say how to mend it (--format=json for scripts)")]
public sealed class Doctor(LocalChecks here, CloudChecks there, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var found = await Task.WhenAll(here.Look(context), there.Look(context));
        List<Finding> all = [.. found.SelectMany(findings => findings)];
        var wrong = all.Where(finding => finding.Severity == Severity.Must).Select(finding => finding.Subject).Distinct().ToList();
        if (context.Settings.WantsJson)
        {
            await using var output = new StreamWriter(Console.OpenStandardOutput());
            await output.WriteLineAsync(new Examination(context.Environment.Name, wrong.Count == 0, all).ToJson());
        }
        else
        {
            view.Show(all);
        }

        if (wrong.Count > 0)
            throw new Problem($"A release to {context.Environment.Name} cannot begin, or would not be safe: {string.Join(", ", wrong)}.", "Nothing was changed.", "Mend what is marked MUST above, then run Doctor again.");
        view.Say("Doctor", $"a release to {context.Environment.Name} can begin: {all.Count(finding => finding.Severity == Severity.Fine)} fine, {all.Count(finding => finding.Severity == Severity.Should)} that should be better, {all.Count(finding => finding.Severity == Severity.Unknown)} not looked at");
    }
}
