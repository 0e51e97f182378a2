using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Servers;

/// <summary>Server groups on EC2 Auto Scaling.</summary>
public sealed class ServerGroups(AwsClients aws, Func<ReleaseEnvironment> environment, Poll poll) : IServerGroups
{
    private static readonly TimeSpan DeleteLimit = TimeSpan.FromMinutes(15);
    private readonly ScalingGroups _groups = new(aws);
    private readonly LaunchSource _launch = new(aws);

    /// <inheritdoc />
    public async Task<Fleet> Fleet(Routing routing)
    {
        var (app, env) = (environment().Application.Name, environment().Name);
        var all = await _groups.All();
        List<ServerGroup> here = [.. all.Where(group =>
            group.IsOf(app, env) || group.TargetGroups.Contains(routing.Blue.Arn) || group.TargetGroups.Contains(routing.Green.Arn))];
        return new(await _groups.WithImages(here), routing);
    }

    /// <inheritdoc />
    public Task<ServerGroup?> Find(string name) => _groups.Find(name);

    /// <inheritdoc />
    public async Task Create(ServerGroupOrder order)
    {
        var settings = order.Settings;
        var place = await NetworkPlace.Find(aws, settings);
        var request = new CreateAutoScalingGroupRequest
        {
            AutoScalingGroupName = order.Name,
            MinSize = order.Size,
            MaxSize = settings.Max,
            DesiredCapacity = order.Size,
            VPCZoneIdentifier = string.Join(',', place.Subnets),
            TargetGroupARNs = [order.Target.Arn],
            HealthCheckType = "ELB",
            HealthCheckGracePeriod = (int)settings.HealthGrace.TotalSeconds,
            Tags = [.. order.Tags.Append(new("Name", order.Name)).Select(tag => GroupTag(order.Name, tag.Key, tag.Value))],
        };
        if (settings.Launch == LaunchKind.Template)
            request.LaunchTemplate = await _launch.Template(order, place);
        else
        {
            await _launch.Configuration(order, place);
            request.LaunchConfigurationName = order.Name;
        }

        await aws.Call($"create the Auto Scaling group {order.Name}", async () =>
        {
            try
            {
                return await aws.AutoScaling.CreateAutoScalingGroupAsync(request);
            }
            catch (AlreadyExistsException)
            {
                // An earlier answer was lost, or a run broke off right here: names are never used twice, so it is the same group.
                return new CreateAutoScalingGroupResponse();
            }
        });
        foreach (var policy in settings.Scaling)
            await Put(order.Name, policy);
    }

    /// <inheritdoc />
    public Task SetDeadline(string name, DateTimeOffset at) => Call($"set the deadline of {name}", () => aws.AutoScaling.PutScheduledUpdateGroupActionAsync(new()
    {
        AutoScalingGroupName = name,
        ScheduledActionName = Names.Deadline,
        StartTime = at.UtcDateTime,
        MinSize = 0,
        MaxSize = 0,
        DesiredCapacity = 0,
    }));

    /// <inheritdoc />
    public Task ClearDeadline(string name) => DeleteScheduled(name, Names.Deadline);

    /// <inheritdoc />
    public Task Tag(string name, string key, string value) => Call($"tag {name} with {key}", () =>
        aws.AutoScaling.CreateOrUpdateTagsAsync(new() { Tags = [GroupTag(name, key, value)] }));

    /// <inheritdoc />
    public Task Untag(string name, params string[] keys) => Call($"remove tags of {name}", () =>
        aws.AutoScaling.DeleteTagsAsync(new() { Tags = [.. keys.Select(key => GroupTag(name, key, null))] }));

    /// <inheritdoc />
    public Task Hold(string name) => Call($"hold the size of {name}", () =>
        aws.AutoScaling.SuspendProcessesAsync(new() { AutoScalingGroupName = name, ScalingProcesses = ["AlarmNotification"] }));

    /// <inheritdoc />
    public Task Release(string name) => Call($"release the size of {name}", () =>
        aws.AutoScaling.ResumeProcessesAsync(new() { AutoScalingGroupName = name, ScalingProcesses = ["AlarmNotification"] }));

    /// <inheritdoc />
    public Task Resize(string name, int min, int max, int desired) => Call($"resize {name}", () =>
        aws.AutoScaling.UpdateAutoScalingGroupAsync(new() { AutoScalingGroupName = name, MinSize = min, MaxSize = max, DesiredCapacity = desired }));

    /// <inheritdoc />
    public async Task Retire(ServerGroup group)
    {
        if (group.TargetGroups.Count > 0)
        {
            await Call($"detach {group.Name} from its target groups", () => aws.AutoScaling.DetachLoadBalancerTargetGroupsAsync(
                new() { AutoScalingGroupName = group.Name, TargetGroupARNs = [.. group.TargetGroups] }));
        }

        if (group.Max > 0)
            await Resize(group.Name, 0, 0, 0);
        foreach (var action in await Scheduled(group.Name))
            await DeleteScheduled(group.Name, action);
        if (group.WarmUntil is not null)
            await Untag(group.Name, Names.WarmUntil);
    }

    /// <summary>The names of a group's scheduled actions.</summary>
    public async Task<IReadOnlyList<string>> Scheduled(string name)
    {
        var answer = await aws.Call($"list the scheduled actions of {name}", () =>
            aws.AutoScaling.DescribeScheduledActionsAsync(new DescribeScheduledActionsRequest { AutoScalingGroupName = name }));
        return [.. (answer.ScheduledUpdateGroupActions ?? []).Select(action => action.ScheduledActionName)];
    }

    /// <inheritdoc />
    public async Task Delete(ServerGroup group)
    {
        await Call($"delete {group.Name}", async () =>
        {
            try
            {
                return await aws.AutoScaling.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupName = group.Name, ForceDelete = true });
            }
            catch (AmazonAutoScalingException gone) when (gone.Message.Contains("not found", StringComparison.OrdinalIgnoreCase))
            {
                return new DeleteAutoScalingGroupResponse();
            }
        });
        await poll.Until($"{group.Name} to be gone", async _ =>
            await _groups.Find(group.Name) is { } still ? $"it has {still.Servers.Count} servers" : null, DeleteLimit, CancellationToken.None);
        await _launch.Delete(group);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Failures(string name)
    {
        var activities = await aws.Call($"read the scaling activities of {name}", () =>
            aws.AutoScaling.DescribeScalingActivitiesAsync(new DescribeScalingActivitiesRequest { AutoScalingGroupName = name, MaxRecords = 20 }));
        return
        [
            .. (activities.Activities ?? []).Where(activity => activity.StatusCode == ScalingActivityStatusCode.Failed || activity.StatusCode == ScalingActivityStatusCode.Cancelled)
                .Select(activity => activity.StatusMessage ?? activity.Description),
        ];
    }

    /// <inheritdoc />
    public async Task<string> Console(string server)
    {
        try
        {
            var output = (await aws.Ec2.GetConsoleOutputAsync(new() { InstanceId = server })).Output;
            return output is null ? "" : System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(output));
        }
        catch (AmazonServiceException unavailable)
        {
            return $"(no console output: {unavailable.Message})";
        }
    }

    private Task Put(string name, TargetTracking policy) => Call($"put the scaling policy {policy.Name} on {name}", () => aws.AutoScaling.PutScalingPolicyAsync(new()
    {
        AutoScalingGroupName = name,
        PolicyName = policy.Name,
        PolicyType = "TargetTrackingScaling",
        TargetTrackingConfiguration = new()
        {
            PredefinedMetricSpecification = new() { PredefinedMetricType = policy.Metric },
            TargetValue = policy.Target,
        },
    }));

    private Task DeleteScheduled(string name, string action) => Call($"delete the scheduled action {action} of {name}", async () =>
    {
        try
        {
            return await aws.AutoScaling.DeleteScheduledActionAsync(new() { AutoScalingGroupName = name, ScheduledActionName = action });
        }
        catch (AmazonAutoScalingException gone) when (gone.Message.Contains("not found", StringComparison.OrdinalIgnoreCase))
        {
            return new DeleteScheduledActionResponse();
        }
    });

    private static Tag GroupTag(string group, string key, string? value) => new()
    {
        ResourceId = group,
        ResourceType = "auto-scaling-group",
        Key = key,
        Value = value,
        PropagateAtLaunch = !key.StartsWith("bundt:warm", StringComparison.Ordinal) && key != Names.Replaces,
    };

    private Task<T> Call<T>(string what, Func<Task<T>> call) => aws.Call(what, call);
}
