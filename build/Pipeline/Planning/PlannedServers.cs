using System.Globalization;
using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Plans;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Planning;

/// <summary>Server groups in a plan: what is done to them is done to the model, and noted with the calls that it takes.</summary>
internal sealed class PlannedServers(PlannedEnvironment planned, PlanNotes notes, ServerGroups real, TimeProvider time) : IServerGroups
{
    private readonly PlannedSettings _settings = new(real);

    /// <inheritdoc />
    public Task<Fleet> Fleet(Routing routing) => planned.Fleet();

    /// <inheritdoc />
    public async Task<IReadOnlyList<ServerGroup>> Everywhere()
    {
        var known = planned.Before!.Groups.Select(group => group.Name).ToHashSet();
        List<ServerGroup> others = [.. (await real.Everywhere()).Where(group => !known.Contains(group.Name))];
        foreach (var other in others.Where(other => other.Release is not null))
            notes.Observe(Facts.Elsewhere(other));
        return [.. (await planned.Fleet()).Groups, .. others];
    }

    /// <inheritdoc />
    public async Task<ServerGroup?> Find(string name) => (await planned.Fleet()).Find(name);

    /// <inheritdoc />
    public Task Create(ServerGroupOrder order)
    {
        var (settings, why) = (order.Settings, $"no group carries {order.Tags[Names.Release]} with this image and these settings");
        if (settings.Launch == LaunchKind.Template)
            notes.Add(ChangeKind.Create, $"launch template {order.Name}", $"launches {order.Image} as {settings.InstanceType}", "CreateLaunchTemplate");
        else
            notes.Add(ChangeKind.Create, $"launch configuration {order.Name}", $"launches {order.Image} as {settings.InstanceType}", "CreateLaunchConfiguration");
        notes.Add(
            ChangeKind.Create, $"Auto Scaling group {order.Name}", $"{why}; {order.Size} servers, attached to {order.Target.Name}",
            "CreateAutoScalingGroup");
        _settings.Make(order);
        planned.Use(new(order.Image, order.Name, $"launch template {order.Name} version 1"));
        planned.Put(new ServerGroup
        {
            Name = order.Name,
            Min = order.Size,
            Max = settings.Max,
            Desired = order.Size,
            Servers = [.. Enumerable.Range(1, order.Size).Select(number => new Server($"{order.Name} server {number}", "", "InService", Healthy: true, order.Image))],
            TargetGroups = [order.Target.Arn],
            Tags = settings.Tags.Concat(order.Tags).ToDictionary(),
            Created = time.GetUtcNow(),
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<Fittings> Fittings(ServerGroup group) => _settings.Fittings(group);

    /// <inheritdoc />
    public Task Fit(string name, Fittings missing)
    {
        _settings.Fit(name, missing);
        return Note(
            ChangeKind.Change, $"Auto Scaling group {name}", "gets the scaling policies, metrics and tags of the environment file that it lacks",
            [
                .. missing.Policies.Select(_ => "PutScalingPolicy"),
                .. missing.Metrics.Count > 0 ? ["EnableMetricsCollection"] : Array.Empty<string>(),
                .. missing.Tags.Count > 0 ? ["CreateOrUpdateTags"] : Array.Empty<string>(),
            ]);
    }

    /// <inheritdoc />
    public Task<DateTimeOffset?> Deadline(string name) => _settings.Deadline(name);

    /// <inheritdoc />
    public Task SetDeadline(string name, DateTimeOffset at)
    {
        _settings.SetDeadline(name, at);
        return Note(
            ChangeKind.Create, $"scheduled action {Names.Deadline} of {name}", $"takes it to no servers after {(at - time.GetUtcNow()).TotalHours:0.##} h, whatever becomes of this run",
            "PutScheduledUpdateGroupAction");
    }

    /// <inheritdoc />
    public Task ClearDeadline(string name)
    {
        _settings.SetDeadline(name, null);
        return Note(ChangeKind.Delete, $"scheduled action {Names.Deadline} of {name}", "it is to be live, and must not end", "DeleteScheduledAction");
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ScheduledAction>> Schedule(string name) => _settings.Schedule(name);

    /// <inheritdoc />
    public async Task SetSchedule(string name, IReadOnlyList<ScheduledAction> actions)
    {
        await _settings.SetSchedule(name, actions);
        foreach (var action in actions)
            await Note(ChangeKind.Create, $"scheduled action {action.Name} of {name}", "the environment file says so, or its group had it before", "PutScheduledUpdateGroupAction");
    }

    /// <inheritdoc />
    public async Task EndSchedule(ServerGroup group)
    {
        foreach (var action in await _settings.EndSchedule(group.Name))
            await Note(ChangeKind.Delete, $"scheduled action {action} of {group.Name}", "it must not move a group that is kept as it is", "DeleteScheduledAction");
        if (!group.Suspended.Contains("ScheduledActions"))
            return;
        planned.Change(group.Name, there => there with { Suspended = [.. there.Suspended.Where(process => process != "ScheduledActions")] });
        await Note(ChangeKind.Change, $"Auto Scaling group {group.Name}", "its deadline may take place", "ResumeProcesses");
    }

    /// <inheritdoc />
    public Task Tag(string name, string key, string value)
    {
        planned.Change(name, group => group with { Tags = new Dictionary<string, string>(group.Tags) { [key] = value } });
        return Note(ChangeKind.Change, $"Auto Scaling group {name}", key is Names.WarmUntil or Names.Sizes ? $"is tagged {key}" : $"is tagged {key}={value}", "CreateOrUpdateTags");
    }

    /// <inheritdoc />
    public Task Untag(string name, params string[] keys)
    {
        planned.Change(name, group => group with { Tags = group.Tags.Where(tag => !keys.Contains(tag.Key)).ToDictionary() });
        return Note(ChangeKind.Change, $"Auto Scaling group {name}", $"is not tagged {string.Join(", ", keys)} any more", "DeleteTags");
    }

    /// <inheritdoc />
    public Task Hold(string name)
    {
        planned.Change(name, group => group with { Suspended = [.. group.Suspended.Union(["AlarmNotification", "ScheduledActions"])] });
        return Note(ChangeKind.Change, $"Auto Scaling group {name}", "its alarms and scheduled actions must not shrink it while traffic moves", "SuspendProcesses");
    }

    /// <inheritdoc />
    public Task Release(string name)
    {
        planned.Change(name, group => group with { Suspended = [.. group.Suspended.Where(process => process is not ("AlarmNotification" or "ScheduledActions"))] });
        return Note(ChangeKind.Change, $"Auto Scaling group {name}", "follows its alarms again", "ResumeProcesses");
    }

    /// <inheritdoc />
    public Task Resize(string name, int min, int max, int desired)
    {
        planned.Change(name, group => group with { Min = min, Max = max, Desired = desired });
        return Note(ChangeKind.Change, $"Auto Scaling group {name}", Sizes(min, max, desired), "UpdateAutoScalingGroup");
    }

    /// <inheritdoc />
    public Task Attach(string name, TargetGroup target)
    {
        planned.Change(name, group => group with { TargetGroups = [target.Arn] });
        return Note(ChangeKind.Change, $"Auto Scaling group {name}", $"attached to {target.Name}", "AttachLoadBalancerTargetGroups");
    }

    /// <inheritdoc />
    public async Task Retire(ServerGroup group)
    {
        string[] calls =
        [
            .. group.Max > 0 ? ["UpdateAutoScalingGroup"] : Array.Empty<string>(),
            .. (await real.Scheduled(group.Name)).Select(_ => "DeleteScheduledAction"),
            .. group.WarmUntil is not null ? ["DeleteTags"] : Array.Empty<string>(),
            .. group.TargetGroups.Count > 0 ? ["DetachLoadBalancerTargetGroups"] : Array.Empty<string>(),
        ];
        notes.Add(ChangeKind.Change, $"Auto Scaling group {group.Name}", "retired: no servers, no target group; a rollback to it has to launch servers", calls);
        planned.Put(group with
        {
            Min = 0,
            Max = 0,
            Desired = 0,
            TargetGroups = [],
            Tags = group.Tags.Where(tag => tag.Key != Names.WarmUntil).ToDictionary(),
        });
    }

    /// <inheritdoc />
    public Task Delete(ServerGroup group)
    {
        planned.Remove(group);
        return Note(ChangeKind.Delete, $"Auto Scaling group {group.Name}", "is kept no longer", "DeleteAutoScalingGroup");
    }

    /// <inheritdoc />
    public Task Forget(params IReadOnlyList<ServerGroup> groups)
    {
        foreach (var group in groups)
        {
            if (group.LaunchTemplate is not null)
                notes.Add(ChangeKind.Delete, $"launch template {group.Name}", "goes with its group", "DeleteLaunchTemplate");
            else if (!string.IsNullOrEmpty(group.LaunchConfiguration))
                notes.Add(ChangeKind.Delete, $"launch configuration {group.LaunchConfiguration}", "goes with its group", "DeleteLaunchConfiguration");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> Failures(string name) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc />
    public Task<string> Console(string server) => real.Console(server);

    private static string Sizes(int min, int max, int desired) => string.Create(CultureInfo.InvariantCulture, $"{min} to {max} servers, {desired} desired");

    private Task Note(ChangeKind kind, string resource, string why, params string[] calls)
    {
        notes.Add(kind, resource, why, calls);
        return Task.CompletedTask;
    }
}
