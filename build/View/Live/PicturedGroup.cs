namespace Bundt.View.Live;

/// <summary>A server group in the picture of a run.</summary>
/// <param name="Status">How it is.</param>
/// <param name="Servers">Its servers.</param>
public sealed record PicturedGroup(GroupStatus Status, IReadOnlyList<PicturedServer> Servers);
