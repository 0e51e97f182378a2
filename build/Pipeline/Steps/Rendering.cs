using Bundt.Cloud.Environments;
using Bundt.Cloud.Infrastructure;
using Bundt.Domain;
using Bundt.Domain.Infrastructure;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Writes the environment file that Terraform tells.</summary>
public sealed class Rendering(ITerraform terraform, ReleaseView view)
{
    /// <summary>Demands that no file by hand is in its way.</summary>
    /// <exception cref="Problem">One is.</exception>
    public static void Demand(ReleaseContext context, InfrastructurePlan plan)
    {
        if (plan.Outputs.Contains(InfrastructurePlan.EnvironmentFile) && EnvironmentFiles.IsByHand(context.Settings.EnvironmentFile))
        {
            throw new Problem(
                $"{context.Settings.EnvironmentFile} was written by hand, and the infrastructure of {context.Environment.Name} would write over it.", "Nothing was changed.",
                $"Move what it says into the settings of the module and the file away, or take the output {InfrastructurePlan.EnvironmentFile} out of the configuration.");
        }
    }

    /// <summary>Writes it where it is another one by now; the run goes on with it.</summary>
    /// <exception cref="Problem">What Terraform tells is no environment file; the one before is left as it was.</exception>
    public async Task Write(ReleaseContext context, InfrastructurePlan plan)
    {
        var (file, settings) = (context.Settings.EnvironmentFile, context.Settings);
        var folder = settings.Home.Infrastructure(context.Environment.Name);
        if (!plan.Outputs.Contains(InfrastructurePlan.EnvironmentFile) || await terraform.Output(folder, InfrastructurePlan.EnvironmentFile, context.Cancelled) is not { } text)
        {
            view.Say("Provision", $"{folder.Path} has no output {InfrastructurePlan.EnvironmentFile}: {file} is yours to write");
            return;
        }

        var before = File.Exists(file) ? await File.ReadAllTextAsync(file, context.Cancelled) : null;
        if (before == text)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, context.Cancelled);
        try
        {
            settings.ReadAgain();
        }
        catch (Problem wrong)
        {
            throw wrong.In($"The infrastructure of {context.Environment.Name} is as planned. Nothing is released into it.", "Mend the settings of the module, then run again: it is written anew.");
        }

        view.Say("Provision", $"{file} {(before is null ? "written" : "written anew")}");
    }
}
