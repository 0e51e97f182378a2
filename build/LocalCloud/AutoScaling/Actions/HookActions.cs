using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Lifecycle hooks, and the answers of those who wait behind them.</summary>
internal sealed class HookActions(Groups groups)
{
    public IEnumerable<XElement> Put(AwsCall call)
    {
        groups.Change(call, group =>
        {
            var old = call["LifecycleHookName"] is { } name ? group.LifecycleHooks.GetValueOrDefault(name) : null;
            var parameters = new Dictionary<string, string>(call.Parameters);
            if (old is not null)
                parameters.TryAdd("LifecycleTransition", old.Transition);
            var (key, hook) = HookWire.Read(call with { Parameters = parameters });
            return group with { LifecycleHooks = group.LifecycleHooks.SetItem(key, hook) };
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
                    Answer.Value("GlobalTimeout", Math.Min(172_800, 100 * hook.HeartbeatTimeout)),
                    Answer.Value("DefaultResult", hook.DefaultResult),
                    .. WireTree.Elements(hook.Settings)
                ]))
        ];
    }

    /// <summary>Deletes a hook; instances that it holds go on.</summary>
    public IEnumerable<XElement> Delete(AwsCall call)
    {
        var name = call.Required("LifecycleHookName");
        groups.Change(call, group => group.LifecycleHooks.ContainsKey(name)
            ? group with
            {
                LifecycleHooks = group.LifecycleHooks.Remove(name),
                Instances = group.Instances.ConvertAll(instance =>
                    Answered(instance, name, action => action with { Result = action.Result ?? "CONTINUE" }))
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
        var timeout = groups.Read(call).LifecycleHooks.GetValueOrDefault(call.Required("LifecycleHookName"))?.HeartbeatTimeout ?? 3600;
        return ChangeAction(call, action => action with { Expires = groups.Now.AddSeconds(timeout) });
    }

    private IEnumerable<XElement> ChangeAction(AwsCall call, Func<LifecycleAction, LifecycleAction> change)
    {
        var (hook, token, id) = (call.Required("LifecycleHookName"), call["LifecycleActionToken"], call["InstanceId"]);
        groups.Change(call, group =>
        {
            var waiting = group.Instances.Find(instance => instance.LifecycleActions.Exists(action =>
                action.HookName == hook && action.Result is null && (instance.InstanceId == id || action.Token.ToString() == token)));
            return waiting is null
                ? throw Refusal.Invalid($"No active Lifecycle Action found with instance ID {id ?? token}")
                : group.With(waiting.InstanceId, instance => Answered(instance, hook, change));
        });
        return Answer.Nothing;
    }

    private static GroupInstance Answered(GroupInstance instance, string hook, Func<LifecycleAction, LifecycleAction> change) =>
        instance with { LifecycleActions = instance.LifecycleActions.ConvertAll(action => action.HookName == hook ? change(action) : action) };
}
