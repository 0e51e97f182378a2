using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;

namespace Bundt.Cloud.Images;

/// <summary>
/// Finds and removes what a killed bake left. Packer 1.6 puts no tags on its key pair and security group, so they are found through the
/// temporary instance or, where there is none, in Packer's own logs; where the computer with those is gone, by their age, which is in their
/// names. Never by the run's tag on images, since current Packer copies run tags onto them.
/// </summary>
internal sealed class BakeRemains(AwsClients aws, Poll poll)
{
    private const string Prefix = "packer_";

    /// <summary>What there is of runs that are over.</summary>
    /// <param name="app">The application.</param>
    /// <param name="runs">The folder of the runs' folders.</param>
    /// <param name="isOver">Tells whether the run of that id, begun at that time (UTC), is over; the id is null where nothing says which run it was.</param>
    public async Task<IReadOnlyList<BakeRemain>> Find(string app, string runs, Func<string?, DateTimeOffset, bool> isOver)
    {
        var (instances, keys, groups) = (await Instances(app, isOver), await KeyPairs(), await SecurityGroups());
        if (instances.Count + keys.Count + groups.Count == 0)
            return [];
        var logged = PackerLogs.Temporary(runs, isOver);
        // Packer 1.6 tags an instance after it has launched it: one that it forgot meanwhile is known by its key.
        instances = [.. instances, .. (await With("key-name", keys.Select(key => key.KeyName).Where(logged.Contains))).ExceptBy(instances.Select(instance => instance.InstanceId), instance => instance.InstanceId)];
        var left = logged
            .Concat(instances.Select(instance => instance.KeyName ?? ""))
            .Concat(instances.SelectMany(instance => instance.SecurityGroups ?? []).Select(group => group.GroupName))
            .ToHashSet();
        left.UnionWith(await Unused([.. keys.Where(key => IsOld(key.KeyName, isOver))], [.. groups.Where(group => IsOld(group.GroupName, isOver))]));
        return
        [
            .. instances.Select(instance => new BakeRemain(BakeRemainKind.Instance, instance.InstanceId)),
            .. keys.Where(key => left.Contains(key.KeyName)).Select(key => new BakeRemain(BakeRemainKind.KeyPair, key.KeyName)),
            .. groups.Where(group => left.Contains(group.GroupName)).Select(group => new BakeRemain(BakeRemainKind.SecurityGroup, group.GroupId)),
        ];
    }

    /// <summary>Removes it.</summary>
    public Task Remove(BakeRemain remain) => remain.Kind switch
    {
        BakeRemainKind.Instance => aws.Call($"terminate {remain.Id}", () => aws.Ec2.TerminateInstancesAsync(new([remain.Id]))),
        BakeRemainKind.KeyPair => aws.Call($"delete the key pair {remain.Id}", () => aws.Ec2.DeleteKeyPairAsync(new(remain.Id))),
        _ => DeleteOnceUnused(remain.Id),
    };

    private async Task<IReadOnlyList<Instance>> Instances(string app, Func<string?, DateTimeOffset, bool> isOver) =>
    [
        .. (await Described(new($"tag:{Names.App}", [app]), new("tag:Name", ["packer-*"])))
            .Where(instance => instance.Tags.Find(tag => tag.Key == Names.Run)?.Value is { } run && isOver(run, instance.LaunchTime ?? default)),
    ];

    private static bool IsOld(string name, Func<string?, DateTimeOffset, bool> isOver) => PackerLogs.Began(name) is { } began && isOver(null, began);

    // A bake of whatever team that goes on has an instance by then, which uses both.
    private async Task<IEnumerable<string>> Unused(IReadOnlyList<KeyPairInfo> keys, IReadOnlyList<SecurityGroup> groups)
    {
        var ofKeys = await With("key-name", keys.Select(key => key.KeyName));
        var ofGroups = await With("instance.group-id", groups.Select(group => group.GroupId));
        return
        [
            .. keys.Select(key => key.KeyName).Except(ofKeys.Select(instance => instance.KeyName)),
            .. groups.ExceptBy(ofGroups.SelectMany(instance => instance.SecurityGroups ?? []).Select(group => group.GroupId), group => group.GroupId).Select(group => group.GroupName),
        ];
    }

    private async Task<IEnumerable<Instance>> With(string filter, IEnumerable<string> values) => values.ToList() is { Count: > 0 } some ? await Described(new Filter(filter, some)) : [];

    private async Task<IEnumerable<Instance>> Described(params Filter[] filters)
    {
        var answer = await aws.Call("look for what a killed bake left", () => aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest
        {
            Filters = [.. filters, new("instance-state-name", ["pending", "running", "stopping", "stopped"])],
        }));
        return (answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []);
    }

    private async Task<IReadOnlyList<KeyPairInfo>> KeyPairs() => (await aws.Call(
        "look for the key pair of a killed bake", () => aws.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { Filters = [new("key-name", [Prefix + "*"])] }))).KeyPairs ?? [];

    private async Task<IReadOnlyList<SecurityGroup>> SecurityGroups() => (await aws.Call(
        "look for the security group of a killed bake",
        () => aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-name", [Prefix + "*"])] }))).SecurityGroups ?? [];

    // EC2 refuses to delete a security group while the instance that uses it is still ending.
    private Task DeleteOnceUnused(string group) => poll.Until($"the security group {group} to be unused", async cancellation =>
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
