using Amazon.EC2.Model;

namespace Bundt.Scenarios.Stage;

/// <summary>What a local cloud must not lose when it is killed.</summary>
/// <param name="Servers">The addresses of its groups' instances in service that run, by id.</param>
/// <param name="Images">The images that are there for use.</param>
/// <param name="Templates">The launch templates, with the number of their newest version.</param>
/// <param name="Halves">Images that are there for use, and whose snapshot or layers are not.</param>
public sealed record Possessions(
    IReadOnlyDictionary<string, string> Servers, IReadOnlyCollection<string> Images, IReadOnlyCollection<string> Templates, IReadOnlyCollection<string> Halves)
{
    /// <summary>What there is now.</summary>
    public static async Task<Possessions> Of(LocalCloud cloud)
    {
        var members = ((await cloud.AutoScaling.DescribeAutoScalingGroupsAsync(new())).AutoScalingGroups ?? [])
            .Where(group => group.Status is null)
            .SelectMany(group => group.Instances ?? [])
            .Where(instance => instance.LifecycleState == "InService")
            .Select(instance => instance.InstanceId)
            .ToHashSet();
        var running = new DescribeInstancesRequest { Filters = [new("instance-state-name", ["running"])] };
        var servers = ((await cloud.Ec2.DescribeInstancesAsync(running)).Reservations ?? []).SelectMany(reservation => reservation.Instances)
            .Where(instance => members.Contains(instance.InstanceId))
            .ToDictionary(instance => instance.InstanceId, instance => instance.PrivateIpAddress);
        var images = ((await cloud.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] })).Images ?? []).Where(image => image.State.Value == "available").ToList();
        var snapshots = ((await cloud.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots ?? [])
            .Where(snapshot => snapshot.State.Value == "completed" && Directory.Exists(Path.Combine(cloud.State, "cloud", "machines", "layers", snapshot.SnapshotId)))
            .Select(snapshot => snapshot.SnapshotId)
            .ToHashSet();
        var templates = ((await cloud.Ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest())).LaunchTemplates ?? [])
            .Select(template => $"{template.LaunchTemplateName}:{template.LatestVersionNumber}");
        return new(
            servers,
            [.. images.Select(image => image.ImageId)],
            [.. templates],
            [.. images.Where(image => !snapshots.Contains(image.BlockDeviceMappings[0].Ebs.SnapshotId)).Select(image => image.ImageId)]);
    }

    /// <summary>What is missing later, or is not as it was.</summary>
    public IReadOnlyList<string> Lost(Possessions later) =>
    [
        .. Servers.Where(server => later.Servers.GetValueOrDefault(server.Key) != server.Value).Select(server => $"{server.Key} at {server.Value}"),
        .. Images.Except(later.Images),
        .. Templates.Except(later.Templates),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Servers.Count} servers run, {Images.Count} images, {Templates.Count} templates";
}
