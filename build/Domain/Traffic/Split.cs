using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>Live traffic that is divided between two server groups: a swap in steps that is under way, or was broken off.</summary>
/// <param name="Old">The group that traffic comes from, which counts as live until the last step.</param>
/// <param name="New">The group that it goes to.</param>
/// <param name="Percent">How many percent of it the new group has.</param>
public sealed record Split(ServerGroup Old, ServerGroup New, int Percent)
{
    /// <summary>Why nothing else can be released now.</summary>
    public Problem Refusal => new(
        $"Live traffic is divided: {this}. A swap was broken off there.", "It was left so.",
        $"--target=Release --release={New.Release} goes on; --target=Rollback takes it all back to {Old.Name}.");

    /// <inheritdoc />
    public override string ToString() => $"{Percent} % go to {New.Name} and {100 - Percent} % to {Old.Name}";
}
