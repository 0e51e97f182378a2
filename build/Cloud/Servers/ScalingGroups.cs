using System.Collections.Concurrent;
using Amazon.AutoScaling.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Cloud.Servers;

/// <summary>Reads Auto Scaling groups into server groups.</summary>
internal sealed class ScalingGroups(AwsClients aws)
{
    /// <summary>The most values of a filter (EC2 API reference, Filter).</summary>
    private const int MostValues = 200;

    /// <summary>The most groups that are described by their names in one call, unless more records are asked for (Auto Scaling API, DescribeAutoScalingGroups).</summary>
    private const int MostNames = 50;

    // A server keeps its image and its birthday all its life: who looks again and again asks for the new ones alone.
    private readonly ConcurrentDictionary<string, (ImageId Image, DateTimeOffset? Launched)> _known = [];

    /// <summary>All groups of the account and region, page by page.</summary>
    public async Task<IReadOnlyList<ServerGroup>> All()
    {
        var groups = new List<ServerGroup>();
        string? next = null;
        do
        {
            var page = await aws.Call("list the Auto Scaling groups", () =>
                aws.AutoScaling.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { MaxRecords = 100, NextToken = next }));
            groups.AddRange((page.AutoScalingGroups ?? []).Select(Group));
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return groups;
    }

    /// <summary>One group, with its servers' images; null when there is none of that name.</summary>
    public async Task<ServerGroup?> Find(string name) => await Named([name]) is [var found] ? (await WithImages([found]))[0] : null;

    /// <summary>Those of these names that there are, without their servers' images, in one call for many.</summary>
    public async Task<IReadOnlyList<ServerGroup>> Named(IReadOnlyList<string> names)
    {
        var groups = new List<ServerGroup>();
        foreach (var some in names.Chunk(MostNames))
        {
            var answer = await aws.Call($"describe {string.Join(", ", some)}", () =>
                aws.AutoScaling.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [.. some] }));
            groups.AddRange((answer.AutoScalingGroups ?? []).Select(Group));
        }

        return groups;
    }

    /// <summary>The same groups with the images that their servers run, asked for in batches.</summary>
    public async Task<IReadOnlyList<ServerGroup>> WithImages(IReadOnlyList<ServerGroup> groups)
    {
        await Look(groups.SelectMany(group => group.Servers).Select(server => server.Id));
        return
        [
            .. groups.Select(group => group with
            {
                Servers = [.. group.Servers.Select(server => _known.TryGetValue(server.Id, out var known) ? server with { Image = known.Image, Launched = known.Launched } : server)],
            }),
        ];
    }

    // Filtered by id instead of named: a server that was just launched or just ended may be missing, and that is no error here.
    private async Task Look(IEnumerable<string> servers)
    {
        foreach (var ids in servers.Where(server => !_known.ContainsKey(server)).Chunk(MostValues))
        {
            var answer = await aws.Call("describe the servers", () => aws.Ec2.DescribeInstancesAsync(
                new Amazon.EC2.Model.DescribeInstancesRequest { Filters = [new("instance-id", [.. ids])] }));
            foreach (var instance in (answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []))
                _known[instance.InstanceId] = (new(instance.ImageId), instance.LaunchTime?.ToUniversalTime());
        }
    }

    private static ServerGroup Group(AutoScalingGroup group) => new()
    {
        Name = group.AutoScalingGroupName,
        Min = group.MinSize ?? 0,
        Max = group.MaxSize ?? 0,
        Desired = group.DesiredCapacity ?? 0,
        Servers =
        [
            .. (group.Instances ?? []).Select(instance =>
                new Server(instance.InstanceId, instance.AvailabilityZone, instance.LifecycleState, instance.HealthStatus == "Healthy")),
        ],
        TargetGroups = group.TargetGroupARNs ?? [],
        Suspended = [.. (group.SuspendedProcesses ?? []).Select(process => process.ProcessName)],
        Metrics = [.. (group.EnabledMetrics ?? []).Select(metric => metric.Metric)],
        Tags = (group.Tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value),
        LaunchTemplate = Template(group)?.LaunchTemplateId,
        LaunchTemplateVersion = Template(group)?.Version,
        LaunchConfiguration = group.LaunchConfigurationName,
        Created = group.CreatedTime ?? default,
        Deleting = group.Status is not null,
    };

    private static LaunchTemplateSpecification? Template(AutoScalingGroup group) =>
        group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
}
