namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Begins to terminate unhealthy instances; the missing capacity is launched at the same time.</summary>
internal sealed class Replacements : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        if (group.Deleting || !group.Allows(ScalingProcess.ReplaceUnhealthy) || !group.Allows(ScalingProcess.Terminate))
            return;
        foreach (var instance in group.Instances.Where(instance => instance is { InService: true, UnhealthyBecause: not null }))
        {
            scope.Change(changing => changing.Terminate(instance, Cause.At(scope.Now, instance.UnhealthyBecause!), scope.Now) with
            {
                Replacing = changing.Replacing + 1
            });
        }
    }
}
