using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Cloud.Servers;

/// <summary>Single instances on EC2, and what Auto Scaling knows of them.</summary>
public sealed class Instances(AwsClients aws) : IInstances
{
    /// <inheritdoc />
    public async Task<InstanceOrigin?> Origin(string id)
    {
        if (await Image(id) is not { } image)
            return null;
        var answer = await aws.Call($"look up who launched {id}", () => aws.AutoScaling.DescribeAutoScalingInstancesAsync(
            new DescribeAutoScalingInstancesRequest { InstanceIds = [id] }));
        if (answer.AutoScalingInstances is not [var launched, ..])
            return new(id, image, null, null, null);
        return launched.LaunchTemplate is { } template
            ? new(id, image, launched.AutoScalingGroupName, $"launch template {template.LaunchTemplateName} version {template.Version}", await OfTemplate(template))
            : new(id, image, launched.AutoScalingGroupName, $"launch configuration {launched.LaunchConfigurationName}", await OfConfiguration(launched.LaunchConfigurationName));
    }

    private async Task<ImageId?> Image(string id)
    {
        var answer = await aws.Call($"look up {id}", () => Unless(
            () => aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }), "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed"));
        return (answer?.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).FirstOrDefault() is { } found ? new(found.ImageId) : null;
    }

    private async Task<ImageId?> OfTemplate(Amazon.AutoScaling.Model.LaunchTemplateSpecification template)
    {
        var answer = await aws.Call($"look up {template.LaunchTemplateName}", () => Unless(
            () => aws.Ec2.DescribeLaunchTemplateVersionsAsync(new() { LaunchTemplateId = template.LaunchTemplateId, Versions = [template.Version], ResolveAlias = true }),
            "InvalidLaunchTemplateId.NotFound", "InvalidLaunchTemplateId.VersionNotFound"));
        return answer?.LaunchTemplateVersions is [var version, ..] && version.LaunchTemplateData?.ImageId is { } image ? new(image) : null;
    }

    private async Task<ImageId?> OfConfiguration(string? name)
    {
        var answer = await aws.Call($"look up the launch configuration {name}", () => aws.AutoScaling.DescribeLaunchConfigurationsAsync(
            new DescribeLaunchConfigurationsRequest { LaunchConfigurationNames = [name] }));
        return answer.LaunchConfigurations is [var configuration, ..] ? new(configuration.ImageId) : null;
    }

    private static async Task<T?> Unless<T>(Func<Task<T>> call, params string[] codes)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException gone) when (codes.Any(gone.Is))
        {
            return null;
        }
    }
}
