namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>Makes target groups known to the region and to the fake that stands in for the load balancer.</summary>
internal static class TargetGroupState
{
    public static void Add(AutoScalingWorld world, string arn)
    {
        world.Targets.Add(arn);
        world.Cloud.Change(AutoScalingWorld.RegionName, region => region with { TargetGroups = region.TargetGroups.Add(arn, arn) });
    }
}
