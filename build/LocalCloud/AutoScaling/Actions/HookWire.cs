using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Reads lifecycle hooks.</summary>
internal static class HookWire
{
    private static readonly string[] Kept = ["NotificationTargetARN", "RoleARN", "NotificationMetadata"];

    /// <summary>
    /// The hook that a call or a part of it describes. What is not said stays as it was, and an empty notification target takes the old one
    /// away (API reference, PutLifecycleHook).
    /// </summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static LifecycleHook Read(AwsCall call, LifecycleHook? old = null)
    {
        var name = call.Required("LifecycleHookName");
        var transition = call["LifecycleTransition"] ?? old?.Transition ?? call.Required("LifecycleTransition");
        var timeout = call.Number("HeartbeatTimeout") ?? old?.HeartbeatTimeout ?? LifecycleHook.UsualTimeout;
        var result = call["DefaultResult"] is { Length: > 0 } given ? given : old?.DefaultResult ?? "ABANDON";
        if (transition is not (LifecycleHook.Launching or LifecycleHook.Terminating))
            throw Refusal.Invalid(
                $"Valid lifecycle transitions are: {LifecycleHook.Launching}, {LifecycleHook.Terminating}. Provided value: {transition}");
        if (timeout is < 30 or > 7200)
            throw Refusal.Invalid("Heartbeat timeout must be between 30 and 7200 seconds.");
        if (result is not ("CONTINUE" or "ABANDON"))
            throw Refusal.Invalid($"Valid default results are: CONTINUE, ABANDON. Provided value: {result}");
        var sent = WireTree.Take(call, Kept);
        var settings = old is null ? sent : WireTree.Merge(old.Settings, sent);
        return new LifecycleHook(name, transition, timeout, result, settings.RemoveRange(settings.Keys.Where(key => settings[key].Length == 0)));
    }
}
