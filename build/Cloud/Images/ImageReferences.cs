using System.Collections.Concurrent;
using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Finds what refers to images, by the image's id. A listing that fails fails the whole: nothing may be concluded from a part.</summary>
internal sealed class ImageReferences(AwsClients aws)
{
    private const int AtOnce = 4;

    /// <summary>Instances that are not terminated, with the images that they run.</summary>
    public Task<IReadOnlyCollection<ImageUse>> Instances() => List("list the instances that use images", async found =>
    {
        var request = new DescribeInstancesRequest
        {
            Filters = [new("instance-state-name", ["pending", "running", "stopping", "stopped", "shutting-down"])],
            MaxResults = ImageListing.PageSize,
        };
        await foreach (var page in aws.Ec2.Paginators.DescribeInstances(request).Responses)
        {
            foreach (var instance in (page.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []))
                found.Add(new(new(instance.ImageId), instance.InstanceId, instance.InstanceId));
        }
    });

    /// <summary>
    /// Every version of every launch template that names an image. The newest and the default versions of all templates come a page at a time
    /// (EC2 API reference, DescribeLaunchTemplateVersions); only of a template that has others besides them all are asked for.
    /// </summary>
    public Task<IReadOnlyCollection<ImageUse>> LaunchTemplates() => List("list the launch templates that name images", async found =>
    {
        var newest = await Versions(new() { Versions = ["$Latest", "$Default"] });
        var templates = newest.GroupBy(version => version.LaunchTemplateId).ToLookup(versions => IsWhole([.. versions.Select(version => version.VersionNumber)]));
        Add(templates[true].SelectMany(versions => versions));
        await Parallel.ForEachAsync(templates[false], new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (versions, _) =>
            Add(await Versions(new() { LaunchTemplateId = versions.Key })));

        void Add(IEnumerable<LaunchTemplateVersion> versions)
        {
            foreach (var version in versions.Where(version => version.LaunchTemplateData?.ImageId is not null))
                found.Add(Use(version));
        }
    });

    /// <summary>Every launch configuration, with its image.</summary>
    public Task<IReadOnlyCollection<ImageUse>> LaunchConfigurations() => List("list the launch configurations that name images", async found =>
    {
        string? next = null;
        do
        {
            var page = await aws.AutoScaling.DescribeLaunchConfigurationsAsync(new DescribeLaunchConfigurationsRequest { NextToken = next, MaxRecords = 100 });
            foreach (var configuration in page.LaunchConfigurations ?? [])
                found.Add(new(new(configuration.ImageId), configuration.LaunchConfigurationName, $"launch configuration {configuration.LaunchConfigurationName}"));
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
    });

    // Versions count from 1, and a number is never given twice: nothing can be between these.
    private static bool IsWhole(HashSet<long?> numbers) => numbers.Max() <= numbers.Count;

    private static ImageUse Use(LaunchTemplateVersion version)
    {
        var (image, text) = (version.LaunchTemplateData.ImageId, $"launch template {version.LaunchTemplateName} version {version.VersionNumber}");
        return image.StartsWith("ami-", StringComparison.Ordinal) ? new(new(image), version.LaunchTemplateId, text) : throw new Problem(
            $"The {text} names its image as {image}, and AWS does not say which one that is.", next: $"Mend or remove {text}.");
    }

    // An image that is named by a parameter (resolve:ssm:…) is told by its id.
    private async Task<List<LaunchTemplateVersion>> Versions(DescribeLaunchTemplateVersionsRequest request)
    {
        (request.MaxResults, request.ResolveAlias) = (Servers.LaunchTemplates.PageSize, true);
        var found = new List<LaunchTemplateVersion>();
        await foreach (var version in aws.Ec2.Paginators.DescribeLaunchTemplateVersions(request).LaunchTemplateVersions)
            found.Add(version);
        return found;
    }

    private Task<IReadOnlyCollection<ImageUse>> List(string what, Func<ConcurrentBag<ImageUse>, Task> read) => aws.Call<IReadOnlyCollection<ImageUse>>(what, async () =>
    {
        var found = new ConcurrentBag<ImageUse>();
        await read(found);
        return found;
    });
}
