using System.Collections.Immutable;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>Holds instances at a transition until somebody says to go on.</summary>
/// <param name="Name">Its name, unique in the group.</param>
/// <param name="Transition"><see cref="Launching"/> or <see cref="Terminating"/>.</param>
/// <param name="HeartbeatTimeout">Seconds until the default result is taken.</param>
/// <param name="DefaultResult"><c>CONTINUE</c> or <c>ABANDON</c>.</param>
/// <param name="Settings">Wire parameters that are kept and shown as they were sent.</param>
public sealed record LifecycleHook(
    string Name,
    string Transition,
    int HeartbeatTimeout,
    string DefaultResult,
    ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>The transition into service.</summary>
    public const string Launching = "autoscaling:EC2_INSTANCE_LAUNCHING";

    /// <summary>The transition out of service.</summary>
    public const string Terminating = "autoscaling:EC2_INSTANCE_TERMINATING";
}
