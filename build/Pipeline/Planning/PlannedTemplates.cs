using Bundt.Cloud.Servers;
using Bundt.Domain.Images;
using Bundt.Domain.Plans;
using Bundt.Domain.Servers;

namespace Bundt.Pipeline.Planning;

/// <summary>Launch templates in a plan.</summary>
internal sealed class PlannedTemplates(PlannedEnvironment planned, PlanNotes notes, LaunchTemplates real) : ILaunchTemplates
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<LaunchTemplate>> All()
    {
        var all = await real.All();
        foreach (var template in all)
            notes.Observe(new($"launch template {template.Name}", template.Id));
        return [.. all.Where(planned.Is)];
    }

    /// <inheritdoc />
    public Task<ImageId?> Image(ServerGroup group) => real.Image(group);

    /// <inheritdoc />
    public Task Delete(LaunchTemplate template)
    {
        notes.Add(ChangeKind.Delete, $"launch template {template.Name}", "no group is launched from it", "DeleteLaunchTemplate");
        planned.Remove(template);
        return Task.CompletedTask;
    }
}
