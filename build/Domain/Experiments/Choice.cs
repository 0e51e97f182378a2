using System.Globalization;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Experiments;

/// <summary>What an experiment does, or why it does nothing.</summary>
/// <param name="Strike">The strike, or null.</param>
/// <param name="Spared">Why there is none; null when there is.</param>
public sealed record Choice(Strike? Strike, string? Spared)
{
    /// <summary>Whether the draw spares an experiment, whatever there is to strike.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The number of the experiment, from 1.</param>
    /// <param name="settings">What is allowed.</param>
    /// <returns>Why, or null.</returns>
    public static string? Luck(int seed, int number, ChaosSettings settings) => new Draw(seed, number).Number("whether") is var drawn && drawn < settings.Probability ? null
        : string.Create(CultureInfo.InvariantCulture, $"the draw spares it: {drawn:0.000} is not below the probability of {settings.Probability:0.###}");

    /// <summary>
    /// Chooses a strike: first a kind, among those that leave enough healthy servers, then a server or a zone. It is made of places in the group and
    /// of no ids, so that the same seed chooses the same in a group of the same shape.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The number of the experiment, from 1.</param>
    /// <param name="settings">What is allowed.</param>
    /// <param name="live">The live server group.</param>
    public static Choice Of(int seed, int number, ChaosSettings settings, LiveGroup live)
    {
        var (draw, healthy, least) = (new Draw(seed, number), live.Servers.Count, settings.Remaining(live.Group.Desired));
        var possible = settings.Kinds.Distinct().Order()
            .Select(kind => (Kind: kind, Victims: Victims(kind, live.Servers).Where(struck => healthy - struck.Count >= least).ToList()))
            .Where(one => one.Victims.Count > 0).ToList();
        if (possible.Count == 0)
            return new(null, $"{live.Group.Name} has {healthy} healthy servers, and no strike would leave {least} of them");
        var (chosen, victims) = draw.One("kind", possible);
        return new(new(seed, number, chosen, live.Group.Name, healthy, draw.One("victim", victims)) { Places = Places(live) }, null);
    }

    private static IEnumerable<IReadOnlyList<Server>> Victims(ChaosKind kind, IReadOnlyList<Server> servers) => kind == ChaosKind.Zone
        ? servers.GroupBy(server => server.Zone).Select(zone => zone.ToList())
        : servers.Select(server => new[] { server });

    private static Dictionary<string, int> Places(LiveGroup live) => live.Servers.Select((server, place) => (server.Id, place)).ToDictionary(one => one.Id, one => one.place + 1);
}
