using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>Launches what is missing, and one more where the zones have become uneven.</summary>
internal sealed class ScaleOut(IInstances instances) : IStep
{
    public void Run(GroupScope scope, ScalingGroup group)
    {
        if (group.Deleting)
            return;
        var active = group.Active.Count(instance => !instance.Rebalancing);
        var missing = group.DesiredCapacity - active;
        if (missing == 0)
            Settle(scope, group);
        else if (missing > 0 && group.Allows(ScalingProcess.Launch) && !(scope.Now < group.RetryLaunchAt))
            LaunchMissing(scope, group, active, missing);
    }

    private void LaunchMissing(GroupScope scope, ScalingGroup group, int active, int missing)
    {
        var growing = Cause.Join(group.DesiredBecause, Cause.At(scope.Now, Cause.Growing(active, group.DesiredCapacity)));
        for (var launched = 0; launched < missing; launched++)
        {
            var replaces = scope.Group is { Replacing: > 0, DesiredBecause: null };
            if (!LaunchOne(scope, replaces ? Cause.At(scope.Now, Cause.Replacement) : growing, rebalancing: false))
                return;
            scope.Change(changing => changing.Replacing > 0 ? changing with { Replacing = changing.Replacing - 1 } : changing);
        }
    }

    /// <summary>The group has what it wants: the reasons are spent, and the zones may be looked at.</summary>
    private void Settle(GroupScope scope, ScalingGroup group)
    {
        if (group.DesiredBecause is not null || group.RebalancedBecause is not null || group.Replacing > 0 || group.HeldByProtection)
        {
            scope.Change(changing => changing with
            {
                DesiredBecause = null,
                RebalancedBecause = null,
                Replacing = 0,
                HeldByProtection = false
            });
        }

        if (Balance.IsDue(group, scope.Now))
            LaunchOne(scope, Cause.At(scope.Now, Cause.Rebalance), rebalancing: true);
    }

    /// <summary>Tries the group's zones in turn while one has no capacity. False when no zone took the instance.</summary>
    private bool LaunchOne(GroupScope scope, string cause, bool rebalancing)
    {
        foreach (var place in Placement.Order(scope.Group!, scope.Region).Take(rebalancing || scope.Group!.StaysBalanced ? 1 : int.MaxValue))
        {
            try
            {
                Launch(scope, place, cause, rebalancing);
                return true;
            }
            catch (AwsError error)
            {
                Fail(scope, place, cause, error);
                if (error.Code != "InsufficientInstanceCapacity")
                    break;
            }
        }

        scope.Change(changing => changing.AfterFailure(scope.Now, rebalancing));
        return false;
    }

    private void Launch(GroupScope scope, Place place, string cause, bool rebalancing)
    {
        var group = scope.Group!;
        var (launch, source) = GroupLaunch.Resolve(group, scope.Region, place);
        var instance = instances.Launch(scope.RegionName, launch);
        var at = new Place(instance.Zone, instance.SubnetId);
        var activity = ScalingActivity.Begin(group, $"Launching a new EC2 instance: {instance.Id}", cause, at, scope.Now)
            .At("PreInService", 30);
        scope.Change(changing => changing.Record(activity) with
        {
            Instances = changing.Instances.Add(new GroupInstance
            {
                InstanceId = instance.Id,
                InstanceType = launch.InstanceType,
                ImageId = launch.ImageId,
                Place = at,
                Source = source,
                LaunchedAt = scope.Now,
                ActivityId = activity.Id,
                ProtectedFromScaleIn = changing.NewInstancesProtectedFromScaleIn,
                Rebalancing = rebalancing
            })
        });
    }

    private static void Fail(GroupScope scope, Place place, string cause, AwsError error) => scope.Change(changing =>
    {
        var reason = changing.Source.Mixed.IsEmpty
            ? error.Message
            : $"Could not launch On-Demand Instances. {error.Code} - {error.Message}";
        return changing.Record(ScalingActivity.Begin(changing, "Launching a new EC2 instance", cause, place, scope.Now)
            .End("Failed", scope.Now, $"{reason.TrimEnd('.')}. Launching EC2 instance failed."));
    });
}
