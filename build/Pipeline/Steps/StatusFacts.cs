using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Tells the state of an environment from its facts.</summary>
internal static class StatusFacts
{
    /// <summary>With the servers as healthy that the load balancer says are.</summary>
    public static EnvironmentStatus Of(ReleaseEnvironment environment, Fleet fleet, IReadOnlyCollection<TargetHealth> health) =>
        Of(environment, fleet, health.Where(target => target.IsHealthy).Select(target => target.ServerId).ToHashSet());

    /// <summary>With the servers as healthy that are in service, whatever the load balancer says of them.</summary>
    public static EnvironmentStatus InService(ReleaseEnvironment environment, Fleet fleet) =>
        Of(environment, fleet, fleet.Groups.SelectMany(group => group.Servers).Where(server => server.InService).Select(server => server.Id).ToHashSet());

    /// <summary>With those servers as healthy.</summary>
    public static EnvironmentStatus Of(ReleaseEnvironment environment, Fleet fleet, IReadOnlySet<string> healthy)
    {
        List<GroupStatus> groups = [.. fleet.Groups.OrderByDescending(group => group.Created).Select(Describe)];
        return new(
            environment.Application.Name, environment.Name, fleet.Routing.Address,
            groups.Find(group => group.Name == fleet.Live?.Name), groups);

        GroupStatus Describe(ServerGroup group) => new(
            group.Name, group.Release?.Tag, group.Tags.GetValueOrDefault(Names.Commit), group.Servers.Count > 0 ? group.Servers[0].Image?.Value : null,
            group.Name == fleet.Live?.Name ? "live"
                : fleet.Serves(group) ? "canary"
                : group.WarmUntil is not null && group.Desired > 0 ? "warm"
                : group.IsRetired ? "retired"
                : group.HasFailed ? "failed"
                : "idle",
            group.Servers.Count(server => healthy.Contains(server.Id)), group.Desired, group.WarmUntil, group.Created, group.TargetGroups.Sum(fleet.Routing.Percent));
    }
}
