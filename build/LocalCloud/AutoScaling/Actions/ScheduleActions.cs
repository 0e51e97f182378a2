using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Keeps and shows scheduled actions; the engine runs them.</summary>
internal sealed class ScheduleActions(Groups groups)
{
    public IEnumerable<XElement> Put(AwsCall call)
    {
        call.Required("ScheduledActionName");
        var region = groups.Region(call);
        groups.Change(call, group => ScheduleWire.Put(group, call, region, groups.Now));
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Describe(AwsCall call)
    {
        var names = call.List("ScheduledActionNames");
        var (from, to) = (ScheduleWire.Time(call, "StartTime"), ScheduleWire.Time(call, "EndTime"));
        var found = groups.ReadOneOrAll(call)
            .SelectMany(group => group.ScheduledActions.Values, (group, action) => (Group: group, Action: action))
            .Where(pair => names.Count > 0 ? names.Contains(pair.Action.Name) : !(pair.Action.Next < from) && !(pair.Action.Next > to))
            .OrderBy(pair => pair.Action.Next)
            .ToList();
        var (page, next) = Paging.Cut(call, found, pair => pair.Action.Arn);
        return
        [
            Answer.List("ScheduledUpdateGroupActions", page.Select(pair => Members(pair.Group, pair.Action))),
            .. next is null ? Answer.Nothing : [next]
        ];
    }

    public IEnumerable<XElement> Delete(AwsCall call)
    {
        var name = call.Required("ScheduledActionName");
        groups.Change(call, group => Without(group, name));
        return Answer.Nothing;
    }

    /// <summary>The group without a scheduled action.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> when there is none of that name.</exception>
    public static ScalingGroup Without(ScalingGroup group, string name) => group.ScheduledActions.ContainsKey(name)
        ? group with { ScheduledActions = group.ScheduledActions.Remove(name) }
        : throw Refusal.Invalid("Scheduled action name not found");

    private static IEnumerable<XElement?> Members(ScalingGroup group, ScheduledAction action) =>
    [
        Answer.Value("AutoScalingGroupName", group.Name),
        Answer.Value("ScheduledActionName", action.Name),
        Answer.Value("ScheduledActionARN", action.Arn),
        Answer.Optional("Time", action.Next),
        Answer.Optional("StartTime", action.Next),
        Answer.Optional("EndTime", action.EndTime),
        Answer.Optional("Recurrence", action.Recurrence),
        Answer.Optional("MinSize", action.MinSize),
        Answer.Optional("MaxSize", action.MaxSize),
        Answer.Optional("DesiredCapacity", action.DesiredCapacity),
        Answer.Optional("TimeZone", action.TimeZone)
    ];
}
