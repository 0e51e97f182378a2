using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;
using Cronos;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Keeps and shows scheduled actions; the engine runs them.</summary>
internal sealed class ScheduleActions(Groups groups)
{
    public IEnumerable<XElement> Put(AwsCall call)
    {
        var name = call.Required("ScheduledActionName");
        var region = groups.Region(call);
        groups.Change(call, group => group with
        {
            ScheduledActions = group.ScheduledActions.SetItem(name, New(call, region, group, name))
        });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Describe(AwsCall call)
    {
        var names = call.List("ScheduledActionNames");
        var (from, to) = (Time(call, "StartTime"), Time(call, "EndTime"));
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
        groups.Change(call, group => group.ScheduledActions.ContainsKey(name)
            ? group with { ScheduledActions = group.ScheduledActions.Remove(name) }
            : throw Refusal.Invalid("Scheduled action name not found"));
        return Answer.Nothing;
    }

    private ScheduledAction New(AwsCall call, Region region, ScalingGroup group, string name)
    {
        var action = new ScheduledAction
        {
            Name = name,
            Arn = group.ScheduledActions.GetValueOrDefault(name)?.Arn ?? region.Arn(
                "autoscaling", $"scheduledUpdateGroupAction:{Guid.NewGuid()}:autoScalingGroupName/{group.Name}:scheduledActionName/{name}"),
            Next = Time(call, "StartTime") ?? Time(call, "Time"),
            EndTime = Time(call, "EndTime"),
            Recurrence = call["Recurrence"] is { Length: > 0 } recurrence ? recurrence : null,
            TimeZone = call["TimeZone"] is { Length: > 0 } zone ? zone : null,
            MinSize = call.Number("MinSize"),
            MaxSize = call.Number("MaxSize"),
            DesiredCapacity = call.Number("DesiredCapacity")
        };
        if (action is { MinSize: null, MaxSize: null, DesiredCapacity: null })
            throw Refusal.Invalid("At least one of the parameters MinSize, MaxSize and DesiredCapacity is required.");
        if (action.MinSize > action.MaxSize)
            throw Refusal.Invalid($"Max bound, {action.MaxSize}, must be greater than or equal to min bound, {action.MinSize}");
        if (action.Next < groups.Now)
            throw Refusal.Invalid("Given start time is in the past");
        if (action.EndTime < groups.Now)
            throw Refusal.Invalid("Given end time is in the past");
        var first = First(action);
        return action with { Next = action.Next ?? first };
    }

    /// <summary>When it runs first; a recurrence is looked at even where a start time is given, so that a wrong one is refused.</summary>
    private DateTimeOffset? First(ScheduledAction action)
    {
        if (action.Recurrence is null)
            return action.Next ?? throw Refusal.Invalid("Either a start time or a recurrence is required.");
        try
        {
            return ScheduledAction.NextAfter(action.Recurrence, action.TimeZone, groups.Now);
        }
        catch (CronFormatException)
        {
            throw Refusal.Invalid($"Given recurrence string:{action.Recurrence} is invalid");
        }
        catch (TimeZoneNotFoundException)
        {
            throw Refusal.Invalid($"Given time zone:{action.TimeZone} is invalid");
        }
    }

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

    private static DateTimeOffset? Time(AwsCall call, string name) => call[name] is not { Length: > 0 } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : throw Refusal.Invalid($"Value '{text}' at '{name}' is not a timestamp");
}
