using System.Globalization;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;
using Cronos;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Reads scheduled actions, and checks them as the API reference and the user guide ("Scheduled scaling") say.</summary>
internal static class ScheduleWire
{
    /// <summary>The group with the scheduled action that a call or a part of it describes, new or in place of the one of that name.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>, <c>AlreadyExists</c> for a time that is taken, <c>LimitExceeded</c>.</exception>
    public static ScalingGroup Put(ScalingGroup group, AwsCall call, Region region, DateTimeOffset now)
    {
        var name = call.Required("ScheduledActionName");
        var arn = group.ScheduledActions.GetValueOrDefault(name)?.Arn ?? region.Arn(
            "autoscaling", $"scheduledUpdateGroupAction:{Guid.NewGuid()}:autoScalingGroupName/{group.Name}:scheduledActionName/{name}");
        var action = Read(call, name, arn, now);
        if (group.ScheduledActions.Values.Any(other => other.Name != name && other.Next == action.Next))
            throw Refusal.Exists("A scheduled action with this scheduled start time already exists");
        return group with { ScheduledActions = Quota.ScheduledActions.Check(group.ScheduledActions.SetItem(name, action)) };
    }

    /// <summary>A point in time (UTC), or null when it was not sent.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static DateTimeOffset? Time(AwsCall call, string name) => call[name] is not { Length: > 0 } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : throw Refusal.Invalid($"Value '{text}' at '{name}' is not a timestamp");

    private static ScheduledAction Read(AwsCall call, string name, string arn, DateTimeOffset now)
    {
        var action = new ScheduledAction
        {
            Name = name,
            Arn = arn,
            Next = Time(call, "StartTime") ?? Time(call, "Time"),
            EndTime = Time(call, "EndTime"),
            Recurrence = call["Recurrence"] is { Length: > 0 } recurrence ? recurrence : null,
            TimeZone = call["TimeZone"] is { Length: > 0 } zone ? zone : null,
            MinSize = Constraint.NotNegative(call, "MinSize"),
            MaxSize = Constraint.NotNegative(call, "MaxSize"),
            DesiredCapacity = Constraint.NotNegative(call, "DesiredCapacity")
        };
        if (action is { MinSize: null, MaxSize: null, DesiredCapacity: null })
            throw Refusal.Invalid("At least one of the parameters MinSize, MaxSize and DesiredCapacity is required.");
        if (action.MinSize > action.MaxSize)
            throw Refusal.Invalid($"Max bound, {action.MaxSize}, must be greater than or equal to min bound, {action.MinSize}");
        if (action.Next < now)
            throw Refusal.Invalid("Given start time is in the past");
        if (action.EndTime < now)
            throw Refusal.Invalid("Given end time is in the past");
        if (action.EndTime <= action.Next)
            throw Refusal.Invalid("Given end time is not after the start time");
        var first = First(action, now);
        return action with { Next = action.Next ?? first };
    }

    /// <summary>When it runs first; a recurrence is looked at even where a start time is given, so that a wrong one is refused.</summary>
    private static DateTimeOffset? First(ScheduledAction action, DateTimeOffset now)
    {
        if (action.Recurrence is null)
            return action.Next ?? throw Refusal.Invalid("Either a start time or a recurrence is required.");
        try
        {
            return ScheduledAction.NextAfter(action.Recurrence, action.TimeZone, now);
        }
        catch (Exception wrong) when (wrong is CronFormatException or MissingSeedException)
        {
            throw Refusal.Invalid($"Given recurrence string:{action.Recurrence} is invalid");
        }
        catch (TimeZoneNotFoundException)
        {
            throw Refusal.Invalid($"Given time zone:{action.TimeZone} is invalid");
        }
    }
}
