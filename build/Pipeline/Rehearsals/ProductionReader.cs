using Bundt.Cloud;
using Bundt.Cloud.Checks;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Rehearsals;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>Reads of production what a twin of it needs to know, and writes nothing there.</summary>
public sealed class ProductionReader(AccountCheck account, ITraffic traffic, IServerGroups groups, NetworkReader network)
{
    /// <summary>That nothing has been done yet, for a person.</summary>
    public const string Untouched = "Nothing was started or changed.";

    private const string Next = "Name the release to begin with: --from=VERSION.";

    /// <summary>Reads it.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="from">The release to begin with, where one is named.</param>
    /// <returns>The release that is live, or the named one; and the network, null where it cannot be read.</returns>
    /// <exception cref="Problem">None is named, and it cannot be told which is live.</exception>
    public async Task<(ReleaseVersion Live, TwinNetwork? Network)> Read(string environment, ReleaseVersion? from)
    {
        try
        {
            await account.Demand();
            var live = from ?? Release(environment, await groups.Fleet(await traffic.Read()));
            return (live, await network.Read());
        }
        catch (Problem) when (from is not null)
        {
            // What the twin has instead is told as a difference.
            return (from, null);
        }
        catch (Problem unread) when (unread.State != Untouched)
        {
            throw new Problem($"It cannot be read what is live in {environment}: {unread.What}", Untouched, Next, unread);
        }
    }

    private static ReleaseVersion Release(string environment, Fleet fleet) => fleet.Live is not { } live
        ? throw new Problem($"Nothing is live in {environment}.", Untouched, Next)
        : live.Release ?? throw new Problem($"{live.Name}, which is live in {environment}, was not made by Bundt: its release is not known.", Untouched, Next);
}
