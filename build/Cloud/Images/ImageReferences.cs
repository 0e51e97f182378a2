using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Finds what refers to images, by the image's id. A listing that fails fails the whole: nothing may be concluded from a part.</summary>
internal sealed class ImageReferences(AwsClients aws)
{
    /// <summary>Instances that are not terminated, with the images that they run.</summary>
    public Task<List<ImageUse>> Instances() => aws.Call("list the instances that use images", async () =>
    {
        var found = new List<ImageUse>();
        var request = new DescribeInstancesRequest { Filters = [new("instance-state-name", ["pending", "running", "stopping", "stopped", "shutting-down"])] };
        await foreach (var page in aws.Ec2.Paginators.DescribeInstances(request).Responses)
            found.AddRange((page.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).Select(instance => new ImageUse(new(instance.ImageId), instance.InstanceId, instance.InstanceId)));
        return found;
    });

    /// <summary>Every version of every launch template that names an image.</summary>
    public Task<List<ImageUse>> LaunchTemplates() => aws.Call("list the launch templates that name images", async () =>
    {
        var found = new List<ImageUse>();
        await foreach (var template in aws.Ec2.Paginators.DescribeLaunchTemplates(new DescribeLaunchTemplatesRequest()).LaunchTemplates)
        {
            var request = new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = template.LaunchTemplateId };
            await foreach (var page in aws.Ec2.Paginators.DescribeLaunchTemplateVersions(request).Responses)
            {
                found.AddRange((page.LaunchTemplateVersions ?? []).Where(version => version.LaunchTemplateData?.ImageId is not null).Select(version =>
                    new ImageUse(
                        new(version.LaunchTemplateData.ImageId), version.LaunchTemplateName, $"launch template {version.LaunchTemplateName} version {version.VersionNumber}")));
            }
        }

        return found;
    });

    /// <summary>Every launch configuration, with its image.</summary>
    public Task<List<ImageUse>> LaunchConfigurations() => aws.Call("list the launch configurations that name images", async () =>
    {
        var found = new List<ImageUse>();
        string? next = null;
        do
        {
            var page = await aws.AutoScaling.DescribeLaunchConfigurationsAsync(new DescribeLaunchConfigurationsRequest { NextToken = next, MaxRecords = 100 });
            found.AddRange((page.LaunchConfigurations ?? []).Select(configuration => new ImageUse(
                new(configuration.ImageId), configuration.LaunchConfigurationName, $"launch configuration {configuration.LaunchConfigurationName}")));
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return found;
    });
}
