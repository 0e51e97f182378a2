using Bundt.Cloud.Infrastructure;
using Bundt.Domain;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Plans what Terraform is to do, shows it, and has it carried out.</summary>
public sealed class Groundwork(ITerraform terraform, ReleaseView view)
{
    private const int Named = 3;

    /// <summary>Demands Terraform, and something for it to do.</summary>
    /// <exception cref="Problem">Either is missing.</exception>
    public async Task Demand(ReleaseContext context)
    {
        var folder = context.Settings.Home.Infrastructure(context.Environment.Name);
        if (!folder.IsThere)
        {
            throw new Problem(
                $"There is no infrastructure of {context.Environment.Name}: {folder.Path} holds no *.tf.", "Nothing was changed.",
                "Describe it there: scripts/infrastructure/examples/one-stack/main.tf is a file to begin with.");
        }

        await terraform.Demand(context.Cancelled);
    }

    /// <summary>Plans it, and shows the plan; it is kept in the run's folder as text.</summary>
    /// <param name="context">The run.</param>
    /// <param name="step">The target that wants it.</param>
    /// <param name="folder">What is planned.</param>
    /// <param name="destroys">Whether all of it is to go.</param>
    public async Task<KeptPlan> Plan(ReleaseContext context, string step, InfrastructureFolder folder, bool destroys)
    {
        Directory.CreateDirectory(context.Artifacts);
        var file = Path.Combine(context.Artifacts, $"{Path.GetFileName(folder.Path)}.tfplan");
        view.Say(step, $"planning {(destroys ? "the end of " : "")}{folder.Name} in {folder.Path}");
        var plan = await terraform.Plan(folder, file, destroys, context.Cancelled);
        view.Say("", $"{folder.Name}: {plan.Summary}");
        foreach (var change in plan.Changes)
            view.Say("", $"{change}");
        if (!plan.IsEmpty)
            await File.WriteAllTextAsync(Path.ChangeExtension(file, ".txt"), await terraform.Show(folder, file, context.Cancelled), context.Cancelled);
        return new(folder, plan, file);
    }

    /// <summary>Carries it out, and tells how it goes on.</summary>
    /// <param name="context">The run.</param>
    /// <param name="step">The target that wants it.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="Problem">It could not carry all of it out; the message tells what is there.</exception>
    /// <exception cref="Stopped">The run was asked to stop.</exception>
    public async Task Apply(ReleaseContext context, string step, KeptPlan plan)
    {
        try
        {
            await terraform.Apply(plan.Folder, plan.File, line => view.Say(step, line), context.Cancelled);
        }
        catch (Problem failure)
        {
            throw failure.In(
                $"A part may have been carried out: {await There(plan.Folder)}. Server groups, images and where live traffic goes are not Terraform's, and were not touched by it.",
                $"{failure.Next} It goes on from what is there: {context.Settings.Again}");
        }
        catch (OperationCanceledException) when (context.Cancelled.IsCancellationRequested)
        {
            throw new Stopped($"Terraform ended what it had begun: {await There(plan.Folder)}. Where live traffic goes is not Terraform's, and was not touched.");
        }
    }

    private async Task<string> There(InfrastructureFolder folder)
    {
        var there = await terraform.State(folder, CancellationToken.None);
        return there.Count == 0 ? "nothing is there by its state"
            : $"{there.Count} {(there.Count == 1 ? "resource is" : "resources are")} there by its state: {string.Join(", ", there.Take(Named))}{(there.Count > Named ? ", …" : "")}";
    }
}
