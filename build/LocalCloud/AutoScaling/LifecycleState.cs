namespace Bundt.LocalCloud.AutoScaling;

/// <summary>The states of an instance in its group.</summary>
public static class LifecycleState
{
    /// <summary>Launched, not running yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Running, held by a launch hook.</summary>
    public const string PendingWait = "Pending:Wait";

    /// <summary>Released by its launch hooks.</summary>
    public const string PendingProceed = "Pending:Proceed";

    /// <summary>In service.</summary>
    public const string InService = "InService";

    /// <summary>On its way to standby: still draining.</summary>
    public const string EnteringStandby = "EnteringStandby";

    /// <summary>Out of service by request, still a member.</summary>
    public const string Standby = "Standby";

    /// <summary>On its way out of the group, to run on without it: still draining.</summary>
    public const string Detaching = "Detaching";

    /// <summary>On its way out: draining, or its instance is ending.</summary>
    public const string Terminating = "Terminating";

    /// <summary>Drained, held by a termination hook.</summary>
    public const string TerminatingWait = "Terminating:Wait";

    /// <summary>Released by its termination hooks.</summary>
    public const string TerminatingProceed = "Terminating:Proceed";
}
