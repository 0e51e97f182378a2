using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Many scheduled actions in one call; each is taken or refused by itself, and the answer lists the refused ones.</summary>
internal sealed class ScheduleBatches(Groups groups)
{
    private const int MostActions = 50;
    private const string Sent = "ScheduledUpdateGroupActions";

    public IEnumerable<XElement> Put(AwsCall call)
    {
        call.Demand(Sent);
        var region = groups.Region(call);
        return Each(call, call.Structures(Sent), "FailedScheduledUpdateGroupActions", action => action["ScheduledActionName"] ?? "",
            (group, action) => ScheduleWire.Put(group, action, region, groups.Now));
    }

    public IEnumerable<XElement> Delete(AwsCall call)
    {
        call.Demand("ScheduledActionNames");
        return Each(call, call.List("ScheduledActionNames"), "FailedScheduledActions", name => name, ScheduleActions.Without);
    }

    private IEnumerable<XElement> Each<T>(
        AwsCall call, IReadOnlyList<T> items, string list, Func<T, string> name, Func<ScalingGroup, T, ScalingGroup> change)
    {
        if (items.Count > MostActions)
            throw Constraint.Longer(list, [.. items.Select(name)], MostActions);
        var failures = new List<IEnumerable<XElement>>();
        groups.Change(call, before => items.Aggregate(before, (group, item) =>
        {
            try
            {
                return change(group, item);
            }
            catch (AwsError refused)
            {
                failures.Add(
                [
                    Answer.Value("ScheduledActionName", name(item)),
                    Answer.Value("ErrorCode", refused.Code),
                    Answer.Value("ErrorMessage", refused.Message)
                ]);
                return group;
            }
        }));
        return [Answer.List(list, failures)];
    }
}
