using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Planning;

/// <summary>Probes in a plan: servers answer as the release that they carry, each in its turn.</summary>
internal sealed class PlannedProber(PlannedEnvironment planned) : IProber
{
    private int _sent;

    /// <inheritdoc />
    public async Task<Probe> Send(Uri address, CancellationToken cancellation)
    {
        var fleet = await planned.Fleet();
        var preview = new[] { fleet.Routing.Blue, fleet.Routing.Green }.FirstOrDefault(target => target.Preview == address);
        var group = preview is null ? fleet.Live : fleet.Groups.FirstOrDefault(group => group.TargetGroups.Contains(preview.Arn));
        return group is null
            ? new(503, null, null, null, null, TimeSpan.Zero)
            : new(200, group.Release?.ToString(), group.Tags.GetValueOrDefault(Names.Commit), group.Servers[_sent++ % group.Servers.Count].Id, null, TimeSpan.Zero);
    }
}
