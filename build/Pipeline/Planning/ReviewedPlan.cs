using Bundt.Domain;
using Bundt.Domain.Plans;
using Bundt.View;

namespace Bundt.Pipeline.Planning;

/// <summary>A plan that somebody has reviewed, and that a release is held to.</summary>
internal sealed class ReviewedPlan
{
    private readonly string _file;
    private readonly ReleasePlan _plan;

    /// <summary>Reads it.</summary>
    /// <param name="file">A plan.json, as DryRun leaves it.</param>
    /// <param name="settings">The run that is to be held to it.</param>
    /// <exception cref="Problem">The file holds no plan, or one of another environment.</exception>
    public ReviewedPlan(string file, RunSettings settings)
    {
        if (!File.Exists(file))
            throw new Problem($"--plan={file}: there is no such file.", "Nothing was changed.", "--target=DryRun makes one.");
        (_file, _plan) = (file, PlanFile.Read(File.ReadAllText(file)) ?? throw new Problem($"--plan={file}: that is no plan.", "Nothing was changed.", "--target=DryRun makes one."));
        if (_plan.Environment != settings.Environment.Name)
            throw new Problem($"--plan={file} is a plan for {_plan.Environment}, not for {settings.Environment.Name}.", "Nothing was changed.", $"Add --env={_plan.Environment}.");
    }

    /// <summary>Refuses when anything that the plan rests on is otherwise by now.</summary>
    /// <param name="now">The plan as it would be made now.</param>
    /// <exception cref="Problem">It is; the message names each fact that changed.</exception>
    public void Demand(ReleasePlan now)
    {
        string[] drift = [.. _plan.Drift(now)];
        if (drift.Length > 0)
        {
            throw new Problem(
                string.Join(Environment.NewLine + "    ", [$"The plan {_file} does not fit any more:", .. drift]), "Nothing was changed.",
                $"Review a new one: --target=DryRun --env={_plan.Environment}.");
        }
    }
}
