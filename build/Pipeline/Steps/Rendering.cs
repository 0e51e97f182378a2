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
    /// <exception cref="Problem">What Terraform tells is no environment file; the one before stays.</exception>
    public async Task Write(ReleaseContext context, InfrastructurePlan plan)
    {
        var (file, settings, name) = (context.Settings.EnvironmentFile, context.Settings, context.Environment.Name);
        var folder = settings.Home.Infrastructure(name);
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
            File.Delete(file);
            if (before is not null)
                await File.WriteAllTextAsync(file, before, CancellationToken.None);
            throw wrong.In(
                $"The infrastructure of {name} is as planned; its file {(before is null ? "was not written" : "stays as it was")}. Live traffic is untouched.",
                $"Mend the settings of the module, then run again: {settings.Again}");
        }

        view.Say("Provision", $"{file} {(before is null ? "written" : "written anew")}");
    }
}
