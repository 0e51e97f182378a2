using Bundt.Cloud.Checks;
using Bundt.Cloud.Images;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Infrastructure;

namespace Bundt.Pipeline.Steps;

/// <summary>Finds what Bundt has made in an environment, and removes it.</summary>
public sealed class Demolition(IServerGroups groups, ILaunchTemplates templates, IImages images, Leftovers leftovers, BakeSweep sweep)
{
    /// <summary>Reads what there is; a listing that is incomplete fails the whole.</summary>
    public async Task<Estate> Look(ReleaseContext context)
    {
        var (environment, settings) = (context.Environment, context.Settings);
        // Images before what uses them: a use that comes later is then seen.
        var all = await images.All();
        var targets = await leftovers.TargetGroups(environment.Traffic.TargetGroups);
        return Estate.Of(
            await groups.Everywhere(), await templates.All(), all, await images.References(), targets,
            new(environment.Application.Name, environment.Name, environment.Retain, context.Record.Begun), settings.Has("keep-images"));
    }

    /// <summary>Removes it: groups, then what they were launched from, then images.</summary>
    /// <param name="context">The run, which holds the lease.</param>
    /// <param name="shown">What a person was shown.</param>
    /// <param name="say">Is told what is gone.</param>
    /// <exception cref="Problem">Something else is there by now; nothing was removed.</exception>
    public async Task Remove(ReleaseContext context, Estate shown, Action<string> say)
    {
        var now = await Look(context);
        if (!now.Names.SequenceEqual(shown.Names))
            throw new Problem($"While the plan was looked at, something changed in {context.Environment.Name}: {string.Join(", ", now.Names.Except(shown.Names).Concat(shown.Names.Except(now.Names)))}.", "Nothing was removed.", "Run again: another plan is made.");
        foreach (var group in now.Groups)
            await groups.Delete(group);
        await groups.Forget(now.Groups);
        foreach (var group in now.Groups)
            say($"{group.Name} removed, with its servers");
        foreach (var template in await templates.All())
            await templates.Delete(template);
        // What a killed bake has left stands in the network too.
        await sweep.Remove("Destroy", await sweep.Find(context));
        foreach (var image in now.Going)
        {
            await images.Delete(image);
            say($"{image.Id} ({image.Name}) removed, with its snapshots");
        }
    }

    /// <summary>Looks whether anything is left, of Bundt's and of Terraform's.</summary>
    /// <exception cref="Problem">Something is.</exception>
    public async Task Prove(ReleaseContext context, InfrastructurePlan plan, Estate? estate)
    {
        List<string> left = [.. await leftovers.Of(plan.Changes), .. estate is null ? [] : (await Look(context)).Names, .. estate is null ? [] : await leftovers.Instances(context.Environment)];
        if (left.Count > 0)
            throw new Problem($"Of {context.Environment.Name} there is still {string.Join(", ", left)}.", "What is not named is gone.", $"Find out who else keeps them, then run again: {context.Settings.Again}");
    }
}
