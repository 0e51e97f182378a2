using System.Collections.Immutable;
using System.Text.Json.Serialization;

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
    /// <summary>Seconds until the default result is taken, where a hook does not say it.</summary>
    public const int UsualTimeout = 3600;

    private const int TwoDays = 172_800;

    /// <summary>Seconds that an instance can be held at most, heartbeats or not (API reference, LifecycleHook).</summary>
    [JsonIgnore]
    public int GlobalTimeout => Math.Min(TwoDays, 100 * HeartbeatTimeout);

    /// <summary>The transition into service.</summary>
    public const string Launching = "autoscaling:EC2_INSTANCE_LAUNCHING";

    /// <summary>The transition out of service.</summary>
    public const string Terminating = "autoscaling:EC2_INSTANCE_TERMINATING";
}
