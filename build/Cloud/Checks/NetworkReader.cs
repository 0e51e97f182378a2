using Bundt.Cloud.Access;
using Bundt.Cloud.Local;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;

namespace Bundt.Cloud.Checks;

/// <summary>Reads what an environment's network has beyond the names in its file: what a twin of it has to have too.</summary>
/// <param name="aws">AWS.</param>
/// <param name="environment">The environment.</param>
/// <param name="stack">Reads what is there.</param>
public sealed class NetworkReader(AwsClients aws, Func<ReleaseEnvironment> environment, StackReader stack)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="Problem">A target group is not there, or AWS refused a call.</exception>
    public async Task<TwinNetwork> Read()
    {
        var (names, zones) = (environment().Traffic.TargetGroups, Zones());
        return new(new() { Blue = await Settings(names.Blue), Green = await Settings(names.Green) }, await zones);
    }

    private Task<TargetGroupSettings> Settings(string name) => aws.Call($"read the target group {name}", async () =>
    {
        var group = (await aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Names = [name] })).TargetGroups[0];
        var attributes = (await aws.LoadBalancing.DescribeTargetGroupAttributesAsync(new() { TargetGroupArn = group.TargetGroupArn })).Attributes ?? [];
        return TargetGroupAttributes.Read(group, attributes);
    });

    private async Task<IReadOnlyList<string>> Zones()
    {
        var subnets = (await stack.Read()).Subnets;
        return [.. environment().Servers.Subnets.Select(name => subnets.FirstOrDefault(subnet => subnet.Id == name || subnet.Name == name)?.Zone ?? "")];
    }
}
