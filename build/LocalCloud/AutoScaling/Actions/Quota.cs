using System.Collections.Immutable;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>How many of a kind there may be (Amazon EC2 Auto Scaling user guide, "Quotas for Auto Scaling resources and groups").</summary>
/// <param name="Most">The most that there may be.</param>
/// <param name="Kind">What is counted, in AWS's words.</param>
internal sealed record Quota(int Most, string Kind)
{
    public static readonly Quota Groups = new(500, "Auto Scaling groups");
    public static readonly Quota LaunchConfigurations = new(200, "launch configurations");
    public static readonly Quota Hooks = new(50, "lifecycle hooks");
    public static readonly Quota Policies = new(50, "scaling policies");
    public static readonly Quota ScheduledActions = new(125, "scheduled actions");
    public static readonly Quota Tags = new(50, "tags");
    public static readonly Quota TargetGroups = new(50, "target groups");

    /// <summary>The things, when there are not too many of them.</summary>
    /// <exception cref="AwsError"><c>LimitExceeded</c>.</exception>
    public ImmutableSortedDictionary<string, T> Check<T>(ImmutableSortedDictionary<string, T> things)
    {
        Check(things.Count);
        return things;
    }

    /// <summary>Refuses a number that is too great.</summary>
    /// <exception cref="AwsError"><c>LimitExceeded</c>.</exception>
    public void Check(int count)
    {
        if (count > Most)
            throw new AwsError("LimitExceeded", $"You have already reached the limit of {Most} {Kind}.");
    }
}
