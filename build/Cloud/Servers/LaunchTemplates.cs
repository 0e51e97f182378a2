using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using LaunchTemplate = Bundt.Domain.Servers.LaunchTemplate;

namespace Bundt.Cloud.Servers;

/// <summary>Launch templates on EC2, found by their tags.</summary>
public sealed class LaunchTemplates(AwsClients aws, Func<ReleaseEnvironment> environment) : ILaunchTemplates
{
    /// <summary>The most of a page of launch templates, or of their versions (EC2 API reference).</summary>
    internal const int PageSize = 200;

    /// <inheritdoc />
    public Task<IReadOnlyList<LaunchTemplate>> All() => aws.Call<IReadOnlyList<LaunchTemplate>>("list the launch templates", async () =>
    {
        var found = new List<LaunchTemplate>();
        var request = new DescribeLaunchTemplatesRequest
        {
            Filters = [new($"tag:{Names.App}", [environment().Application.Name]), new($"tag:{Names.Env}", [environment().Name])],
            MaxResults = PageSize,
        };
        await foreach (var template in aws.Ec2.Paginators.DescribeLaunchTemplates(request).LaunchTemplates)
            found.Add(new(template.LaunchTemplateId, template.LaunchTemplateName, template.CreateTime ?? default));
        return found;
    });

    /// <inheritdoc />
    public Task<ImageId?> Image(ServerGroup group) => aws.Call<ImageId?>($"read what {group.Name} is launched from", async () =>
    {
        var image = group.LaunchTemplate is { } template ? await OfVersion(template, group.LaunchTemplateVersion) : await OfConfiguration(group.LaunchConfiguration);
        return string.IsNullOrEmpty(image) ? null : new ImageId(image);
    });

    /// <inheritdoc />
    public Task Delete(LaunchTemplate template) => aws.Call($"delete the launch template {template.Name}", async () =>
    {
        try
        {
            await aws.Ec2.DeleteLaunchTemplateAsync(new DeleteLaunchTemplateRequest { LaunchTemplateId = template.Id });
        }
        catch (AmazonServiceException gone) when (gone.Is("InvalidLaunchTemplateId.NotFound"))
        {
            // An earlier answer was lost: it is gone, as wanted.
        }

        return 0;
    });

    // An image that is named by a parameter (resolve:ssm:…) is told by its id.
    private async Task<string?> OfVersion(string template, string? version)
    {
        try
        {
            var answer = await aws.Ec2.DescribeLaunchTemplateVersionsAsync(
                new DescribeLaunchTemplateVersionsRequest { LaunchTemplateId = template, Versions = [version ?? "$Default"], ResolveAlias = true });
            return (answer.LaunchTemplateVersions ?? []).FirstOrDefault()?.LaunchTemplateData?.ImageId;
        }
        catch (AmazonServiceException gone) when (gone.Is("InvalidLaunchTemplateId.NotFound") || gone.Is("InvalidLaunchTemplateId.VersionNotFound"))
        {
            return null;
        }
    }

    private async Task<string?> OfConfiguration(string? name) => string.IsNullOrEmpty(name) ? null
        : ((await aws.AutoScaling.DescribeLaunchConfigurationsAsync(new DescribeLaunchConfigurationsRequest { LaunchConfigurationNames = [name] })).LaunchConfigurations ?? [])
            .FirstOrDefault()?.ImageId;
}
