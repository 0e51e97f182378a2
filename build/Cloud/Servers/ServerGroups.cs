using System.Collections.Concurrent;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Servers;

/// <summary>Server groups on EC2 Auto Scaling. One that was seen to be somebody else's is never written to, whoever asks for it.</summary>
/// <param name="aws">AWS.</param>
/// <param name="environment">The environment.</param>
/// <param name="poll">Waits.</param>
/// <param name="sightings">Is told of what is read, or null.</param>
public sealed class ServerGroups(AwsClients aws, Func<ReleaseEnvironment> environment, Poll poll, ISightings? sightings = null) : IServerGroups
{
    /// <summary>How long AWS may take to know everywhere what it was given (EC2 developer guide, eventual consistency).</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan DeleteLimit = TimeSpan.FromMinutes(15);
    private readonly ScalingGroups _groups = new(aws);
    private readonly GroupBirth _birth = new(aws, poll);
    private readonly GroupFittings _fittings = new(aws);
    private readonly GroupSchedule _schedule = new(aws);
    private readonly GroupReports _reports = new(aws);
    private readonly ConcurrentDictionary<string, bool> _ours = [];

    /// <inheritdoc />
    public async Task<Fleet> Fleet(Routing routing)
    {
        List<ServerGroup> here = [.. (await _groups.All()).Where(group =>
            IsOurs(group) || group.TargetGroups.Contains(routing.Blue.Arn) || group.TargetGroups.Contains(routing.Green.Arn))];
        Fleet fleet = new(await _groups.WithImages(here), routing);
        sightings?.Saw(fleet);
        return fleet;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ServerGroup>> Everywhere() => _groups.All();

    /// <inheritdoc />
    public async Task<ServerGroup?> Find(string name)
    {
        var found = await _groups.Find(name);
        if (found is null)
            return null;
        IsOurs(found);
        sightings?.Saw(found);
        return found;
    }

    /// <inheritdoc />
    public Task Create(ServerGroupOrder order) => _birth.Create(order, async () => await Find(order.Name));

    /// <inheritdoc />
    public Task<Fittings> Fittings(ServerGroup group) => _fittings.Read(group);

    /// <inheritdoc />
    public Task Fit(string name, Fittings missing) => Change(name, () => _fittings.Add(name, missing));

    /// <inheritdoc />
    public Task<DateTimeOffset?> Deadline(string name) => _schedule.Deadline(name);

    /// <inheritdoc />
    public Task SetDeadline(string name, DateTimeOffset at) => Change(name, () => _schedule.PutDeadline(name, at));

    /// <inheritdoc />
    public Task ClearDeadline(string name) => Change(name, () => _schedule.Delete(name, Names.Deadline));

    /// <inheritdoc />
    public Task<IReadOnlyList<ScheduledAction>> Schedule(string name) => _schedule.Read(name);

    /// <summary>The names of all of a group's scheduled actions.</summary>
    public Task<IReadOnlyList<string>> Scheduled(string name) => _schedule.Names(name);

    /// <inheritdoc />
    public Task SetSchedule(string name, IReadOnlyList<ScheduledAction> actions) => Change(name, async () =>
    {
        foreach (var action in actions)
            await _schedule.Put(name, action);
        await poll.Until($"{name} to have its scheduled actions", async _ =>
            await _schedule.Read(name) is var there && actions.FirstOrDefault(action => !there.Contains(action)) is { } other
                ? $"'{other}' was set, AWS has {string.Join(", ", there.Select(action => $"'{action}'").DefaultIfEmpty("none"))}" : null, Patience, CancellationToken.None);
    });

    /// <inheritdoc />
    public Task EndSchedule(ServerGroup group) => Change(group.Name, async () =>
    {
        await _schedule.Clear(group.Name, keepDeadline: true);
        if (group.Suspended.Contains(Process.Schedule))
            await Resume(group.Name, Process.Schedule);
    });

    /// <inheritdoc />
    public Task Tag(string name, string key, string value) => Change(name, () => aws.Call($"tag {name} with {key}", () =>
        aws.AutoScaling.CreateOrUpdateTagsAsync(new() { Tags = [GroupTag.Of(name, key, value)] })));

    /// <inheritdoc />
    public Task Untag(string name, params string[] keys) => Change(name, () => aws.Call($"remove tags of {name}", () =>
        aws.AutoScaling.DeleteTagsAsync(new() { Tags = [.. keys.Select(key => GroupTag.Of(name, key, null))] })));

    /// <inheritdoc />
    public Task Hold(string name) => Change(name, () => aws.Call($"hold the size of {name}", () =>
        aws.AutoScaling.SuspendProcessesAsync(new() { AutoScalingGroupName = name, ScalingProcesses = [Process.Alarms, Process.Schedule] })));

    /// <inheritdoc />
    public Task Release(string name) => Change(name, () => Resume(name, Process.Alarms, Process.Schedule));

    /// <inheritdoc />
    public Task Resize(string name, int min, int max, int desired) => Change(name, () => aws.Call($"resize {name}", () =>
        aws.AutoScaling.UpdateAutoScalingGroupAsync(new() { AutoScalingGroupName = name, MinSize = min, MaxSize = max, DesiredCapacity = desired })));

    /// <inheritdoc />
    public Task Attach(string name, TargetGroup target) => Change(name, () => aws.Call($"attach {name} to {target.Name}", () =>
        aws.AutoScaling.AttachLoadBalancerTargetGroupsAsync(new() { AutoScalingGroupName = name, TargetGroupARNs = [target.Arn] })));

    /// <inheritdoc />
    public Task Retire(ServerGroup group) => Change(group.Name, async () =>
    {
        // Sizes first: a group that is detached and has servers would be seen by nobody any more. Its target group last: a run that dies before
        // leaves a group that the next one finds there.
        if (group.Max > 0)
            await Resize(group.Name, 0, 0, 0);
        await _schedule.Clear(group.Name, keepDeadline: false);
        if (group.WarmUntil is not null)
            await Untag(group.Name, Names.WarmUntil);
        if (group.TargetGroups.Count > 0)
        {
            await aws.Call($"detach {group.Name} from its target groups", () => aws.AutoScaling.DetachLoadBalancerTargetGroupsAsync(
                new() { AutoScalingGroupName = group.Name, TargetGroupARNs = [.. group.TargetGroups] }));
        }
    });

    /// <inheritdoc />
    public Task Delete(ServerGroup group) => Change(group.Name, () => aws.Call($"delete {group.Name}", async () =>
    {
        try
        {
            return await aws.AutoScaling.DeleteAutoScalingGroupAsync(new() { AutoScalingGroupName = group.Name, ForceDelete = true });
        }
        catch (AmazonAutoScalingException gone) when (gone.Message.Contains("not found", StringComparison.OrdinalIgnoreCase))
        {
            return new DeleteAutoScalingGroupResponse();
        }
    }));

    /// <inheritdoc />
    public async Task Forget(params IReadOnlyList<ServerGroup> groups)
    {
        if (groups.Count == 0)
            return;
        List<string> names = [.. groups.Select(group => group.Name)];
        await poll.Until($"{string.Join(", ", names)} to be gone", async _ =>
            await _groups.Named(names) is { Count: > 0 } still ? string.Join("; ", still.Select(group => $"{group.Name} has {group.Servers.Count} servers")) : null,
            DeleteLimit, CancellationToken.None);
        foreach (var group in groups)
            await Change(group.Name, () => _birth.Forget(group));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> Failures(string name) => _reports.Failures(name);

    /// <inheritdoc />
    public Task<string> Console(string server) => _reports.Console(server);

    private Task Resume(string name, params List<string> processes) => aws.Call($"release the size of {name}", () =>
        aws.AutoScaling.ResumeProcessesAsync(new() { AutoScalingGroupName = name, ScalingProcesses = processes }));

    // Remembered from every look: what is asked of AWS anyway is enough to refuse, and no write costs a further read.
    private bool IsOurs(ServerGroup group) => _ours[group.Name] = group.IsOf(environment().Application.Name, environment().Name);

    private async Task Change(string name, Func<Task> change)
    {
        if (_ours.TryGetValue(name, out var ours) && !ours)
        {
            throw new Problem(
                $"{name} was not made by Bundt for {environment().Application.Name} in {environment().Name}, and is never changed.", "It was left alone.",
                "Change or remove it yourself if it is in the way, then run again.");
        }

        await change();
    }

    // Auto Scaling API, SuspendProcesses.
    private static class Process
    {
        public const string Alarms = "AlarmNotification";
        public const string Schedule = "ScheduledActions";
    }
}
