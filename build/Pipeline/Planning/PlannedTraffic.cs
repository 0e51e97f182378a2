using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Plans;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Planning;

/// <summary>Live traffic in a plan.</summary>
internal sealed class PlannedTraffic(PlannedEnvironment planned, PlanNotes notes, Func<ReleaseEnvironment> environment) : ITraffic
{
    /// <inheritdoc />
    public Task<Routing> Read() => planned.Routing();

    /// <inheritdoc />
    public Task<IReadOnlyList<TargetHealth>> Health(TargetGroup target) => planned.Health(target);

    /// <inheritdoc />
    public Task Forward(Routing read, TargetGroup target, int percent = 100)
    {
        notes.Add(
            ChangeKind.Change, $"live rule {read.Rule}", $"{(percent == 100 ? "all" : $"{percent} % of the")} traffic goes to {target.Name}",
            environment().Traffic.Rule is null ? "ModifyListener" : "ModifyRule");
        planned.Forward(target, percent);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Restore(Routing read) => throw new NotSupportedException("a plan in which all goes well takes nothing back");
}
