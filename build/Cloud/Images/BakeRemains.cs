using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;

namespace Bundt.Cloud.Images;

/// <summary>
/// Finds and removes what a killed bake left. Packer 1.6 puts no tags on its key pair and security group, so they are found through the
/// temporary instance; never by the run's tag on images, since current Packer copies run tags onto them.
/// </summary>
internal sealed class BakeRemains(AwsClients aws)
{
    /// <summary>Removes the remains of runs that are over.</summary>
    public async Task<IReadOnlyList<string>> Sweep(string app, Func<string, DateTimeOffset, bool> isOver)
    {
        var answer = await aws.Call("look for what a killed bake left", () => aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest
        {
            Filters =
            [
                new($"tag:{Names.App}", [app]), new("tag:Name", ["packer-*"]),
                new("instance-state-name", ["pending", "running", "stopping", "stopped"]),
            ],
        }));
        var removed = new List<string>();
        foreach (var instance in (answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []))
        {
            var run = instance.Tags.Find(tag => tag.Key == Names.Run)?.Value;
            if (run is null || !isOver(run, instance.LaunchTime ?? default))
                continue;
            await Remove(instance);
            removed.Add($"temporary instance {instance.InstanceId} of run {run}");
        }

        return removed;
    }

    private async Task Remove(Instance instance)
    {
        await aws.Call($"terminate {instance.InstanceId}", () => aws.Ec2.TerminateInstancesAsync(new([instance.InstanceId])));
        if (instance.KeyName?.StartsWith("packer_", StringComparison.Ordinal) == true)
            await aws.Call($"delete the key pair {instance.KeyName}", () => aws.Ec2.DeleteKeyPairAsync(new(instance.KeyName)));
        foreach (var group in (instance.SecurityGroups ?? []).Where(group => group.GroupName.StartsWith("packer_", StringComparison.Ordinal)))
            await DeleteOnceUnused(group.GroupId);
    }

    // EC2 refuses to delete a security group while the instance that uses it is still ending.
    private Task DeleteOnceUnused(string group) => new Poll(TimeProvider.System).Until($"the security group {group} to be unused", async cancellation =>
    {
        try
        {
            await aws.Ec2.DeleteSecurityGroupAsync(new() { GroupId = group }, cancellation);
            return null;
        }
        catch (AmazonServiceException used) when (used.Is("DependencyViolation"))
        {
            return used.Message;
        }
        catch (AmazonServiceException gone) when (gone.Is("InvalidGroup.NotFound"))
        {
            return null;
        }
    }, TimeSpan.FromMinutes(5), CancellationToken.None);
}
