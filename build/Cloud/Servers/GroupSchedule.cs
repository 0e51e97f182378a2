using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Servers;

/// <summary>The scheduled actions of an Auto Scaling group: the team's own, and the deadline.</summary>
internal sealed class GroupSchedule(AwsClients aws)
{
    /// <summary>The team's recurring ones.</summary>
    public async Task<IReadOnlyList<ScheduledAction>> Read(string group) =>
    [
        .. (await All(group)).Where(action => action.ScheduledActionName != Domain.Names.Deadline && action.Recurrence is not null).Select(action => new ScheduledAction
        {
            Name = action.ScheduledActionName,
            Recurrence = action.Recurrence,
            TimeZone = action.TimeZone ?? "Etc/UTC",
            Min = action.MinSize,
            Max = action.MaxSize,
            Desired = action.DesiredCapacity,
        }),
    ];

    /// <summary>The names of all, the deadline among them.</summary>
    public async Task<IReadOnlyList<string>> Names(string group) => [.. (await All(group)).Select(action => action.ScheduledActionName)];

    /// <summary>When AWS takes the group to nothing, or null.</summary>
    public async Task<DateTimeOffset?> Deadline(string group) =>
        (await All(group)).FirstOrDefault(action => action.ScheduledActionName == Domain.Names.Deadline)?.StartTime is { } at ? new(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;

    /// <summary>Sets a recurring one; one of that name is set anew.</summary>
    public Task Put(string group, ScheduledAction action) => Put(group, action.Name, request =>
    {
        request.Recurrence = action.Recurrence;
        request.TimeZone = action.TimeZone;
        request.MinSize = action.Min;
        request.MaxSize = action.Max;
        request.DesiredCapacity = action.Desired;
    });

    /// <summary>Sets the deadline.</summary>
    public Task PutDeadline(string group, DateTimeOffset at) => Put(group, Domain.Names.Deadline, request =>
    {
        request.StartTime = at.UtcDateTime;
        request.MinSize = 0;
        request.MaxSize = 0;
        request.DesiredCapacity = 0;
    });

    /// <summary>Deletes all, or all but the deadline.</summary>
    public async Task Clear(string group, bool keepDeadline)
    {
        foreach (var action in (await All(group)).Where(action => !keepDeadline || action.ScheduledActionName != Domain.Names.Deadline))
            await Delete(group, action.ScheduledActionName);
    }

    /// <summary>Deletes one; that there is none is fine.</summary>
    public Task Delete(string group, string action) => aws.Call($"delete the scheduled action {action} of {group}", async () =>
    {
        try
        {
            return await aws.AutoScaling.DeleteScheduledActionAsync(new() { AutoScalingGroupName = group, ScheduledActionName = action });
        }
        catch (AmazonAutoScalingException gone) when (gone.Message.Contains("not found", StringComparison.OrdinalIgnoreCase))
        {
            return new DeleteScheduledActionResponse();
        }
    });

    private Task Put(string group, string name, Action<PutScheduledUpdateGroupActionRequest> say) => aws.Call($"set the scheduled action {name} of {group}", () =>
    {
        var request = new PutScheduledUpdateGroupActionRequest { AutoScalingGroupName = group, ScheduledActionName = name };
        say(request);
        return aws.AutoScaling.PutScheduledUpdateGroupActionAsync(request);
    });

    private async Task<IReadOnlyList<ScheduledUpdateGroupAction>> All(string group)
    {
        var actions = new List<ScheduledUpdateGroupAction>();
        string? next = null;
        do
        {
            var page = await aws.Call($"list the scheduled actions of {group}", () =>
                aws.AutoScaling.DescribeScheduledActionsAsync(new DescribeScheduledActionsRequest { AutoScalingGroupName = group, NextToken = next }));
            actions.AddRange(page.ScheduledUpdateGroupActions ?? []);
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return actions;
    }
}
