using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>
/// All that an environment has, as lines that are the same whenever two such states are: what has an id of its own is named by what it
/// is of, what has a version by its place (<c>r0</c> is live, <c>r1</c> the newest of the others), and what tells when or by which run
/// something was made only by being there.
/// </summary>
internal sealed partial class EndState
{
    // Tags whose values are of a run: when it was, and what was there before it.
    private static readonly string[] Passing = ["bundt:run", "bundt:commit", "bundt:inputs", "bundt:replaces", "bundt:rolled-back", "bundt:warm-until"];

    private readonly LocalCloud _cloud;
    private readonly EnvironmentFile _environment;
    private readonly Status _status;
    private readonly List<KeyValuePair<string, string>> _names = [];
    private readonly List<string> _lines = [];

    private EndState(LocalCloud cloud, EnvironmentFile environment, Status status) => (_cloud, _environment, _status) = (cloud, environment, status);

    /// <summary>What there is now, or null while something is still going on by itself: servers that come or go, targets that drain.</summary>
    /// <param name="cloud">The local cloud.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="status">What Bundt says of it, asked after the last write.</param>
    public static Task<IReadOnlyList<string>?> Of(LocalCloud cloud, EnvironmentFile environment, Status status) => new EndState(cloud, environment, status).Read();

    private async Task<IReadOnlyList<string>?> Read()
    {
        var releases = _status.Groups.Select(group => group.Release).OfType<string>().Distinct().ToList();
        var live = _status.Live?.Release;
        foreach (var (release, place) in releases.OrderByDescending(release => release == live).ThenByDescending(Order).Select((release, place) => (release, place)))
            Name(release, $"r{place}");

        var targetGroups = (await _cloud.LoadBalancing.DescribeTargetGroupsAsync(new())).TargetGroups.Where(group => group.TargetGroupName.StartsWith(_environment.Name + "-", StringComparison.Ordinal)).ToList();
        var then = new Then(_cloud, _environment);
        var forward = (await then.Listener()).DefaultActions[^1];
        foreach (var group in targetGroups)
            Name(group.TargetGroupArn, HasTraffic(forward, group.TargetGroupArn) ? "live targets" : "idle targets");

        var images = await then.Images();
        foreach (var image in images)
        {
            Name(image.ImageId, "image of " + image.Name);
            foreach (var mapping in image.BlockDeviceMappings.Where(mapping => mapping.Ebs?.SnapshotId is not null))
                Name(mapping.Ebs.SnapshotId, "snapshot of " + image.Name);
        }

        Add("live", await then.LiveActions());
        if (!await AddTargets(targetGroups) || !await AddGroups(await then.ScalingGroups()))
            return null;
        foreach (var image in images)
            Add("image", image.Name, image.State.Value, Tags(image.Tags.Select(tag => (tag.Key, tag.Value))));
        foreach (var snapshot in await then.Snapshots())
            Add("snapshot", snapshot);
        await AddTemplates();
        AddStatus();
        foreach (var remains in await then.BakeRemains())
            Add("left by a bake", remains);
        if (await then.Lease() is { } expires && expires > DateTimeOffset.UtcNow)
            Add("lease", "held");
        return [.. _lines.Order(StringComparer.Ordinal)];
    }

    private async Task<bool> AddTargets(IReadOnlyList<Amazon.ElasticLoadBalancingV2.Model.TargetGroup> targetGroups)
    {
        foreach (var group in targetGroups)
        {
            var states = ((await _cloud.LoadBalancing.DescribeTargetHealthAsync(new() { TargetGroupArn = group.TargetGroupArn })).TargetHealthDescriptions ?? [])
                .Select(target => target.TargetHealth.State.Value).ToList();
            if (states.Exists(state => state is "draining" or "initial"))
                return false;
            Add("targets", group.TargetGroupArn, string.Join(' ', states.Order(StringComparer.Ordinal)));
        }

        return true;
    }

    private async Task<bool> AddGroups(IReadOnlyList<AutoScalingGroup> groups)
    {
        var actions = (await _cloud.AutoScaling.DescribeScheduledActionsAsync(new DescribeScheduledActionsRequest())).ScheduledUpdateGroupActions ?? [];
        var policies = (await _cloud.AutoScaling.DescribePoliciesAsync(new DescribePoliciesRequest())).ScalingPolicies ?? [];
        foreach (var group in groups)
        {
            List<Amazon.AutoScaling.Model.Instance> members = group.Instances ?? [];
            if (group.Status is not null || members.Count != group.DesiredCapacity || members.Exists(member => member.LifecycleState != "InService"))
                return false;
            Add("group", group.AutoScalingGroupName, $"{group.MinSize}-{group.DesiredCapacity}-{group.MaxSize}",
                group.LaunchTemplate is { } template ? $"{template.LaunchTemplateName} {template.Version}" : group.LaunchConfigurationName,
                string.Join(' ', (group.TargetGroupARNs ?? []).Order(StringComparer.Ordinal)),
                "stopped: " + string.Join(' ', (group.SuspendedProcesses ?? []).Select(process => process.ProcessName).Order(StringComparer.Ordinal)),
                Tags((group.Tags ?? []).Select(tag => (tag.Key, tag.Value))));
            foreach (var action in actions.Where(action => action.AutoScalingGroupName == group.AutoScalingGroupName))
                Add("scheduled", group.AutoScalingGroupName, action.ScheduledActionName, $"{action.MinSize}-{action.DesiredCapacity}-{action.MaxSize}");
            foreach (var policy in policies.Where(policy => policy.AutoScalingGroupName == group.AutoScalingGroupName))
                Add("policy", group.AutoScalingGroupName, policy.PolicyName, policy.PolicyType);
        }

        var running = new DescribeInstancesRequest { Filters = [new("tag:bundt:env", [_environment.Name]), new("instance-state-name", ["pending", "running", "shutting-down", "stopping"])] };
        var inGroups = groups.SelectMany(group => group.Instances ?? []).Select(member => member.InstanceId).ToHashSet();
        var others = ((await _cloud.Ec2.DescribeInstancesAsync(running)).Reservations ?? []).SelectMany(reservation => reservation.Instances)
            .Where(instance => !inGroups.Contains(instance.InstanceId)).ToList();
        foreach (var instance in others)
            Add("instance of no group", instance.State.Name.Value);
        return !others.Exists(instance => instance.State.Name.Value is "shutting-down");
    }

    private async Task AddTemplates()
    {
        foreach (var name in await new Then(_cloud, _environment).LaunchTemplates())
        {
            var versions = (await _cloud.Ec2.DescribeLaunchTemplateVersionsAsync(new() { LaunchTemplateName = name })).LaunchTemplateVersions ?? [];
            foreach (var version in versions)
                Add("launch template", name, version.VersionNumber!.Value.ToString(CultureInfo.InvariantCulture), version.LaunchTemplateData.ImageId);
        }
    }

    private void AddStatus()
    {
        foreach (var group in _status.Groups)
            Add("status", group.Name, group.State, string.Create(CultureInfo.InvariantCulture, $"{group.Healthy} of {group.Desired} healthy, traffic {group.Traffic}"));
    }

    private static string Tags(IEnumerable<(string Key, string Value)> tags) => string.Join(", ",
        tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => Passing.Contains(tag.Key) ? tag.Key : $"{tag.Key}={tag.Value}"));

    // 1.10.0 is newer than 1.9.0.
    private static Version Order(string release) => Version.Parse(release.TrimStart('v'));

    /// <summary>Names a thing, in all the ways in which it is written.</summary>
    private void Name(string known, string name)
    {
        _names.Add(new(known, name));
        if (known[0] == 'v' && char.IsAsciiDigit(known[^1]))
        {
            _names.Add(new("v" + known[1..].Replace('.', '-'), name));
            _names.Add(new(known[1..], name));
        }
    }

    private void Add(params string[] parts)
    {
        var line = string.Join(" | ", parts);
        // Names of images have versions in them: what is named later is replaced first; 1.10.0 before 1.1.0.
        foreach (var (known, name) in _names.OrderByDescending(pair => pair.Value.StartsWith("image", StringComparison.Ordinal) || pair.Value.StartsWith("snapshot", StringComparison.Ordinal)).ThenByDescending(pair => pair.Key.Length))
            line = line.Replace(known, name, StringComparison.Ordinal);
        _lines.Add(Digests().Replace(Times().Replace(line, "TIME"), "-DIGEST"));
    }

    private static bool HasTraffic(Amazon.ElasticLoadBalancingV2.Model.Action forward, string targetGroup) =>
        forward.TargetGroupArn == targetGroup || forward.ForwardConfig?.TargetGroups?.Exists(one => one.TargetGroupArn == targetGroup && one.Weight > 0) == true;

    [GeneratedRegex(@"-[0-9a-f]{12}\b")]
    private static partial Regex Digests();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?|\b\d{8}-?T?\d{6}\b")]
    private static partial Regex Times();
}
