using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Reads lifecycle hooks.</summary>
internal static class HookWire
{
    private static readonly string[] Kept = ["NotificationTargetARN", "RoleARN", "NotificationMetadata"];

    /// <summary>The hook that a call or a part of it describes, by its name.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static KeyValuePair<string, LifecycleHook> Read(AwsCall call)
    {
        var (name, transition) = (call.Required("LifecycleHookName"), call.Required("LifecycleTransition"));
        var timeout = call.Number("HeartbeatTimeout") ?? 3600;
        var result = call["DefaultResult"] is { Length: > 0 } given ? given : "ABANDON";
        if (transition is not (LifecycleHook.Launching or LifecycleHook.Terminating))
            throw Refusal.Invalid(
                $"Valid lifecycle transitions are: {LifecycleHook.Launching}, {LifecycleHook.Terminating}. Provided value: {transition}");
        if (timeout is < 30 or > 7200)
            throw Refusal.Invalid("Heartbeat timeout must be between 30 and 7200 seconds.");
        if (result is not ("CONTINUE" or "ABANDON"))
            throw Refusal.Invalid($"Valid default results are: CONTINUE, ABANDON. Provided value: {result}");
        return KeyValuePair.Create(name, new LifecycleHook(name, transition, timeout, result, WireTree.Take(call, Kept)));
    }
}
