namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Removes a deleted group once its last instance has ended; its activities stay to be asked for.</summary>
internal sealed class Deletion : IStep
{
    private const int ActivitiesKept = 2000;

    public void Run(GroupScope scope, ScalingGroup group)
    {
        if (!group.Deleting || !group.Instances.IsEmpty)
            return;
        scope.Cloud.Change(scope.RegionName, region => region with
        {
            ScalingGroups = region.ScalingGroups.Remove(group.Name),
            DeletedGroupActivities =
            [
                .. region.ScalingGroups[group.Name].Activities.Concat(region.DeletedGroupActivities).Take(ActivitiesKept)
            ]
        });
    }
}
