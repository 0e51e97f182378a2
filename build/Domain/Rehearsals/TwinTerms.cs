using Bundt.Domain.Environments;

namespace Bundt.Domain.Rehearsals;

/// <summary>What a twin is made by, besides production's environment file.</summary>
/// <param name="Faster">What production's waits are divided by, from 1 on.</param>
/// <param name="Scale">What production's sizes are multiplied with: above 0, 1 at the most.</param>
/// <param name="Listener">The port of the twin's live listener, free on this computer.</param>
/// <param name="Preview">The ports of its previews, likewise.</param>
/// <param name="RunsHooks">Whether the team's own programs around a swap are run.</param>
/// <param name="StrikesServers">Whether servers of the twin are struck at the end.</param>
/// <param name="Place">Tells where a path of the file is on this computer: the twin has a folder of its own.</param>
public sealed record TwinTerms(double Faster, double Scale, int Listener, BlueGreen<int> Preview, bool RunsHooks, bool StrikesServers, Func<string, string> Place)
{
    /// <summary>A wait, shortened; it is never below the floor, unless production's own is.</summary>
    /// <param name="wait">Production's.</param>
    /// <param name="floor">The shortest that makes sense on a local cloud.</param>
    public TimeSpan Shorter(TimeSpan wait, TimeSpan floor)
    {
        var shorter = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds / Faster));
        return wait <= floor ? wait : shorter > floor ? shorter : floor;
    }

    /// <summary>The same in whole seconds.</summary>
    public TimeSpan ShorterSeconds(TimeSpan wait, TimeSpan floor) => TimeSpan.FromSeconds(Math.Ceiling(Shorter(wait, floor).TotalSeconds));

    /// <summary>A size, scaled, of which there is at least one for each zone where production has so many.</summary>
    /// <param name="size">Production's.</param>
    /// <param name="zones">How many zones there are.</param>
    public int Scaled(int size, int zones) => Math.Max(Math.Min(size, zones), (int)Math.Ceiling(size * Scale));
}
