using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Lifecycle hooks, and the answers of those who wait behind them.</summary>
internal sealed class HookActions(Groups groups)
{
    public IEnumerable<XElement> Put(AwsCall call)
    {
        var name = call.Required("LifecycleHookName");
        groups.Change(call, group =>
        {
            var hook = HookWire.Read(call, group.LifecycleHooks.GetValueOrDefault(name));
            return group with { LifecycleHooks = Quota.Hooks.Check(group.LifecycleHooks.SetItem(name, hook)) };
        });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Describe(AwsCall call)
    {
        var (group, names) = (groups.Read(call), call.List("LifecycleHookNames"));
        return
        [
            Answer.List("LifecycleHooks", group.LifecycleHooks.Values
                .Where(hook => names.Count == 0 || names.Contains(hook.Name))
                .Select(hook => (IEnumerable<XElement>)
                [
                    Answer.Value("LifecycleHookName", hook.Name),
                    Answer.Value("AutoScalingGroupName", group.Name),
                    Answer.Value("LifecycleTransition", hook.Transition),
                    Answer.Value("HeartbeatTimeout", hook.HeartbeatTimeout),
                    Answer.Value("GlobalTimeout", hook.GlobalTimeout),
                    Answer.Value("DefaultResult", hook.DefaultResult),
                    .. WireTree.Elements(hook.Settings)
                ]))
        ];
    }

    /// <summary>Deletes a hook; what it held up is completed: launches are given up, terminations go on (API reference).</summary>
    public IEnumerable<XElement> Delete(AwsCall call)
    {
        var name = call.Required("LifecycleHookName");
        groups.Change(call, group => group.LifecycleHooks.TryGetValue(name, out var hook)
            ? group with
            {
                LifecycleHooks = group.LifecycleHooks.Remove(name),
                Instances = group.Instances.ConvertAll(instance => Answered(instance, name, action => action with
                {
                    Result = action.Result ?? (hook.Transition == LifecycleHook.Launching ? "ABANDON" : "CONTINUE")
                }))
            }
            : throw Refusal.Invalid($"No Lifecycle Hook found with name {name} for AutoScalingGroup {group.Name}"));
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Complete(AwsCall call)
    {
        var result = call.Required("LifecycleActionResult");
        if (result is not ("CONTINUE" or "ABANDON"))
            throw Refusal.Invalid($"Valid lifecycle action results are: CONTINUE, ABANDON. Provided value: {result}");
        return ChangeAction(call, action => action with { Result = result });
    }

    public IEnumerable<XElement> Heartbeat(AwsCall call)
    {
        var hook = call.Required("LifecycleHookName");
        var timeout = groups.Read(call).LifecycleHooks.GetValueOrDefault(hook)?.HeartbeatTimeout ?? LifecycleHook.UsualTimeout;
        return ChangeAction(call, action => action.Prolonged(groups.Now, timeout));
    }

    /// <summary>The action is found by its token, by its instance, or by both.</summary>
    private IEnumerable<XElement> ChangeAction(AwsCall call, Func<LifecycleAction, LifecycleAction> change)
    {
        var (hook, token, id) = (call.Required("LifecycleHookName"), call["LifecycleActionToken"], call["InstanceId"]);
        if (string.IsNullOrEmpty(token) && string.IsNullOrEmpty(id))
            throw Refusal.Invalid("Either a lifecycle action token or an instance ID is required.");
        groups.Change(call, group =>
        {
            var waiting = group.Instances.Find(instance => (id ?? instance.InstanceId) == instance.InstanceId
                && instance.LifecycleActions.Exists(action => action.HookName == hook && action.ResultAt(groups.Now) is null
                    && (token ?? action.Token.ToString()) == action.Token.ToString()));
            return waiting is null
                ? throw Refusal.Invalid($"No active Lifecycle Action found with {(token is null ? "instance ID" : "token")} {token ?? id}")
                : group.With(waiting.InstanceId, instance => Answered(instance, hook, change));
        });
        return Answer.Nothing;
    }

    private static GroupInstance Answered(GroupInstance instance, string hook, Func<LifecycleAction, LifecycleAction> change) =>
        instance with { LifecycleActions = instance.LifecycleActions.ConvertAll(action => action.HookName == hook ? change(action) : action) };
}
