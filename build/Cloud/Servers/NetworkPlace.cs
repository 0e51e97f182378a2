using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Servers;

/// <summary>Where servers stand: subnets and security groups, by id.</summary>
internal sealed record NetworkPlace(IReadOnlyList<string> Subnets, IReadOnlyList<string> SecurityGroups)
{
    /// <summary>Finds what the environment file names by id or by name.</summary>
    /// <exception cref="Problem">Something named is not there.</exception>
    public static async Task<NetworkPlace> Find(AwsClients aws, ServerSettings settings)
    {
        var subnets = await Resolve(aws, "subnet", settings.Subnets, async names =>
            ((await aws.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("tag:Name", names)] })).Subnets ?? [])
                .Select(subnet => (Name: subnet.Tags.First(tag => tag.Key == "Name").Value, Id: subnet.SubnetId)));
        var groups = await Resolve(aws, "security group", settings.SecurityGroups, async names =>
            ((await aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new("group-name", names)] })).SecurityGroups ?? [])
                .Select(group => (Name: group.GroupName, Id: group.GroupId)));
        return new(subnets, groups);
    }

    private static async Task<IReadOnlyList<string>> Resolve(
        AwsClients aws, string what, IReadOnlyList<string> wanted, Func<List<string>, Task<IEnumerable<(string Name, string Id)>>> look)
    {
        var names = wanted.Where(name => !IsId(name)).ToList();
        IEnumerable<(string Name, string Id)> found = names.Count == 0 ? [] : await aws.Call($"describe the {what}s", () => look(names));
        var ids = found.ToLookup(x => x.Name, x => x.Id);
        return
        [
            .. wanted.Select(name => IsId(name) ? name : ids[name].ToList() switch
            {
                [var one] => one,
                [] => throw new Problem($"There is no {what} named '{name}'.", "Live traffic is untouched.", "Name one by id or name under servers in the environment file."),
                var many => throw new Problem(
                    $"There are {many.Count} {what}s named '{name}': {string.Join(", ", many)}.", "Live traffic is untouched.", "Name one of them by its id under servers in the environment file."),
            }),
        ];
    }

    private static bool IsId(string name) => name.StartsWith("subnet-", StringComparison.Ordinal) || name.StartsWith("sg-", StringComparison.Ordinal);
}
