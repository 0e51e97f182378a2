using System.Text.RegularExpressions;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Cloud.Servers;

/// <summary>Makes Auto Scaling groups with what they are launched from.</summary>
internal sealed partial class GroupBirth(AwsClients aws, Poll poll)
{
    private readonly LaunchSource _source = new(aws);

    /// <summary>Makes a group; where AWS refuses it, what it was to be launched from is removed again.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="find">Looks for the group of that name.</param>
    /// <exception cref="Problem">AWS refused, or the name is taken by another group.</exception>
    public async Task Create(ServerGroupOrder order, Func<Task<ServerGroup?>> find)
    {
        var place = await NetworkPlace.Find(aws, order.Settings);
        var request = Request(order, place);
        if (order.Settings.Launch == LaunchKind.Configuration)
        {
            await _source.Configuration(order, place);
            request.LaunchConfigurationName = order.Name;
        }
        else if (await _source.Template(order, place) is var template && order.Settings.InstanceTypes.Count == 0)
            request.LaunchTemplate = template;
        else
        {
            string[] types = [order.Settings.InstanceType, .. order.Settings.InstanceTypes];
            request.MixedInstancesPolicy = new()
            {
                LaunchTemplate = new() { LaunchTemplateSpecification = template, Overrides = [.. types.Select(type => new LaunchTemplateOverrides { InstanceType = type })] },
            };
        }

        try
        {
            await Create(order, request, find);
        }
        catch (Problem refused) when (refused is not NoAnswer)
        {
            await _source.Delete(order);
            throw;
        }
    }

    /// <summary>Removes what a group that is gone was launched from.</summary>
    public Task Forget(ServerGroup group) => _source.Delete(group);

    private async Task Create(ServerGroupOrder order, CreateAutoScalingGroupRequest request, Func<Task<ServerGroup?>> find)
    {
        var isThere = false;
        await poll.Until($"Auto Scaling to know what {order.Name} is launched from", async _ =>
        {
            try
            {
                await aws.Call($"create the Auto Scaling group {order.Name}", () => aws.AutoScaling.CreateAutoScalingGroupAsync(request));
                return null;
            }
            catch (Problem taken) when (taken.InnerException is AlreadyExistsException)
            {
                isThere = true;
                return null;
            }
            catch (Problem early) when (IsTooEarly(early))
            {
                return early.What;
            }
        }, ServerGroups.Patience, CancellationToken.None);
        // An earlier answer was lost, or somebody else has a group of that name: its tags tell.
        if (isThere && await find() is { } other && order.Tags.Any(tag => other.Tags.GetValueOrDefault(tag.Key) != tag.Value))
        {
            throw new Problem(
                $"There is an Auto Scaling group {order.Name} already, and it was not made for this.", "It was left alone. Live traffic is untouched.",
                "Find out whose it is; names begin with application and environment.");
        }
    }

    // What was made a moment ago may not be known to another service yet (EC2 developer guide, eventual consistency). Nothing else is tried
    // again: least of all a template that is known and names an image that is not.
    private static bool IsTooEarly(Problem refused) => refused.InnerException is AmazonAutoScalingException { ErrorCode: "ValidationError" } && Unknown().IsMatch(refused.What);

    [GeneratedRegex("specified launch template|launch templates specified|launch configuration name not found", RegexOptions.IgnoreCase)]
    private static partial Regex Unknown();

    private static CreateAutoScalingGroupRequest Request(ServerGroupOrder order, NetworkPlace place) => new()
    {
        AutoScalingGroupName = order.Name,
        MinSize = order.Size,
        MaxSize = order.Settings.Max,
        DesiredCapacity = order.Size,
        VPCZoneIdentifier = string.Join(',', place.Subnets),
        TargetGroupARNs = [order.Target.Arn],
        HealthCheckType = "ELB",
        HealthCheckGracePeriod = (int)order.Settings.HealthGrace.TotalSeconds,
        Tags = [.. order.Settings.Tags.Concat(order.Tags).Append(new("Name", order.Name)).Select(tag => GroupTag.Of(order.Name, tag.Key, tag.Value))],
    };
}
