using System.Text;
using Amazon.AutoScaling.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Tag = Amazon.EC2.Model.Tag;

namespace Bundt.Cloud.Servers;

/// <summary>What a server group launches its servers from: a numbered launch template version, or a launch configuration.</summary>
internal sealed class LaunchSource(AwsClients aws)
{
    /// <summary>
    /// Makes a launch template and answers its number 1; one that a broken-off run left under that name is taken as it is, or gets a version
    /// of its own when it is to launch something else.
    /// Groups use numbers and never <c>$Latest</c> or <c>$Default</c>, so that nobody changes a group by changing a template.
    /// </summary>
    public async Task<Amazon.AutoScaling.Model.LaunchTemplateSpecification> Template(ServerGroupOrder order, NetworkPlace place)
    {
        var data = Data(order, place);
        var version = await aws.Call($"create the launch template {order.Name}", async () =>
        {
            try
            {
                var made = await aws.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest
                {
                    LaunchTemplateName = order.Name,
                    LaunchTemplateData = data,
                    TagSpecifications = [Tags(ResourceType.LaunchTemplate, order)],
                });
                return made.LaunchTemplate.LatestVersionNumber;
            }
            catch (AmazonServiceException taken) when (taken.Is("InvalidLaunchTemplateName.AlreadyExistsException"))
            {
                if (await Newest(order.Name) is { } newest && LaunchesTheSame(newest.LaunchTemplateData, data))
                    return newest.VersionNumber;
                var made = await aws.Ec2.CreateLaunchTemplateVersionAsync(new CreateLaunchTemplateVersionRequest
                {
                    LaunchTemplateName = order.Name,
                    LaunchTemplateData = data,
                });
                return made.LaunchTemplateVersion.VersionNumber;
            }
        });
        return new() { LaunchTemplateName = order.Name, Version = $"{version ?? 1}" };
    }

    /// <summary>
    /// Makes a launch configuration. One that is there already under that name was left by a run that broke off before it made the group;
    /// it may hold another image, and a launch configuration cannot be changed: it is made anew. AWS keeps one that a group uses.
    /// </summary>
    public async Task Configuration(ServerGroupOrder order, NetworkPlace place)
    {
        var request = new CreateLaunchConfigurationRequest
        {
            LaunchConfigurationName = order.Name,
            ImageId = order.Image.Value,
            InstanceType = order.Settings.InstanceType,
            SecurityGroups = [.. place.SecurityGroups],
            IamInstanceProfile = order.Settings.InstanceProfile,
            UserData = UserData(order),
            MetadataOptions = new() { HttpTokens = Amazon.AutoScaling.InstanceMetadataHttpTokensState.Required },
        };
        await aws.Call($"create the launch configuration {order.Name}", async () =>
        {
            try
            {
                return await aws.AutoScaling.CreateLaunchConfigurationAsync(request);
            }
            catch (AmazonServiceException taken) when (taken.Is("AlreadyExists"))
            {
                await aws.AutoScaling.DeleteLaunchConfigurationAsync(new DeleteLaunchConfigurationRequest { LaunchConfigurationName = order.Name });
                return await aws.AutoScaling.CreateLaunchConfigurationAsync(request);
            }
        });
    }

    /// <summary>Removes what a group was launched from; what is already gone is fine.</summary>
    public Task Delete(ServerGroup group) => Delete(
        group.Name, group.LaunchTemplate is { } template ? new() { LaunchTemplateId = template } : null, group.LaunchConfiguration);

    /// <summary>Removes what a group was to be launched from that was not made after all.</summary>
    public Task Delete(ServerGroupOrder order) => order.Settings.Launch == LaunchKind.Template
        ? Delete(order.Name, new() { LaunchTemplateName = order.Name }, null)
        : Delete(order.Name, null, order.Name);

    private Task Delete(string group, DeleteLaunchTemplateRequest? template, string? configuration) => aws.Call($"delete what {group} was launched from", async () =>
    {
        try
        {
            if (template is not null)
                await aws.Ec2.DeleteLaunchTemplateAsync(template);
            if (!string.IsNullOrEmpty(configuration))
                await aws.AutoScaling.DeleteLaunchConfigurationAsync(new DeleteLaunchConfigurationRequest { LaunchConfigurationName = configuration });
        }
        catch (AmazonServiceException gone) when (gone.Is("InvalidLaunchTemplateId.NotFound") || gone.Is("InvalidLaunchTemplateName.NotFound")
            || gone.Message.Contains("not found", StringComparison.OrdinalIgnoreCase))
        {
            // Removed by a run that broke off after this step: exactly what was wanted.
        }

        return 0;
    });

    private async Task<LaunchTemplateVersion?> Newest(string template) =>
        ((await aws.Ec2.DescribeLaunchTemplateVersionsAsync(new DescribeLaunchTemplateVersionsRequest { LaunchTemplateName = template, Versions = ["$Latest"] }))
            .LaunchTemplateVersions ?? []).FirstOrDefault();

    // Everything that Data sets, but for the run that made it.
    private static bool LaunchesTheSame(ResponseLaunchTemplateData has, RequestLaunchTemplateData wanted) =>
        has.ImageId == wanted.ImageId && has.InstanceType == wanted.InstanceType && has.UserData == wanted.UserData
        && has.IamInstanceProfile?.Name == wanted.IamInstanceProfile?.Name && has.MetadataOptions?.HttpTokens?.Value == wanted.MetadataOptions.HttpTokens.Value
        && wanted.SecurityGroupIds.ToHashSet().SetEquals(has.SecurityGroupIds ?? [])
        && Lasting(wanted.TagSpecifications.Select(tags => tags.Tags)).SetEquals(Lasting((has.TagSpecifications ?? []).Select(tags => tags.Tags)));

    private static HashSet<(string, string)> Lasting(IEnumerable<List<Tag>> tags) =>
        [.. tags.SelectMany(some => some ?? []).Where(tag => tag.Key != Names.Run).Select(tag => (tag.Key, tag.Value))];

    private static RequestLaunchTemplateData Data(ServerGroupOrder order, NetworkPlace place) => new()
    {
        ImageId = order.Image.Value,
        InstanceType = order.Settings.InstanceType,
        SecurityGroupIds = [.. place.SecurityGroups],
        IamInstanceProfile = order.Settings.InstanceProfile is { } profile ? new() { Name = profile } : null,
        UserData = UserData(order),
        MetadataOptions = new() { HttpTokens = LaunchTemplateHttpTokensState.Required },
        TagSpecifications = [new() { ResourceType = ResourceType.Volume, Tags = Tags(ResourceType.Volume, order).Tags }],
    };

    private static TagSpecification Tags(ResourceType type, ServerGroupOrder order) =>
        new() { ResourceType = type, Tags = [.. order.Tags.Select(tag => new Tag(tag.Key, tag.Value))] };

    private static string? UserData(ServerGroupOrder order) =>
        order.Settings.UserData is { } script ? Convert.ToBase64String(Encoding.UTF8.GetBytes(script)) : null;
}
