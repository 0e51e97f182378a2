using System.Globalization;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>The sentences with which Auto Scaling says why it does something; tools search them, so they are AWS's to the letter.</summary>
public static class Cause
{
    /// <summary>The instance is stopped, terminated or gone.</summary>
    public const string FailedInstance =
        "an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.";

    /// <summary>A load balancer's health checks fail.</summary>
    public const string FailedTarget = "an instance was taken out of service in response to an ELB system health check failure.";

    /// <summary>SetInstanceHealth said so.</summary>
    public const string FailedByHand = "an instance was taken out of service in response to a user health-check.";

    /// <summary>Its launch was given up.</summary>
    public const string FailedLaunch = "an instance was taken out of service in response to a launch failure.";

    /// <summary>The launch that follows one of those.</summary>
    public const string Replacement = "an instance was launched in response to an unhealthy instance needing to be replaced.";

    /// <summary>The launch of an instance in a zone that has too few.</summary>
    public const string Rebalance = "an instance was launched to aid in balancing the group's zones.";

    /// <summary>What an activity is called that could not shrink a group (user guide, "Use instance scale-in protection").</summary>
    public const string AllProtected =
        "Could not scale to desired capacity because all remaining instances are protected from scale-in.";

    /// <summary>Why a group has one instance too many after its zones were evened out.</summary>
    public static string Balanced(string zone) =>
        $"instances were launched to balance instances in zones {zone} with other zones resulting in more than desired number of instances "
        + "in the group.";

    /// <summary>A sentence with its time, to the second.</summary>
    public static string At(DateTimeOffset time, string sentence) =>
        string.Create(CultureInfo.InvariantCulture, $"At {time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} {sentence}");

    /// <summary>Sentences joined as AWS joins them, with two spaces.</summary>
    public static string Join(params IEnumerable<string?> sentences) =>
        string.Join("  ", sentences.Where(sentence => sentence is not null));

    /// <summary>More instances are wanted than there are.</summary>
    public static string Growing(int from, int to) =>
        "an instance was started in response to a difference between desired and actual capacity, "
        + $"increasing the capacity from {from} to {to}.";

    /// <summary>Fewer instances are wanted than there are.</summary>
    public static string Shrinking(int from, int to) =>
        "an instance was taken out of service in response to a difference between desired and actual capacity, "
        + $"shrinking the capacity from {from} to {to}.";
}
