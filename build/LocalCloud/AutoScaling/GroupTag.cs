namespace Bundt.LocalCloud.AutoScaling;

/// <summary>A tag of a group.</summary>
/// <param name="Value">Its value.</param>
/// <param name="PropagateAtLaunch">Whether instances launched from now on carry it too.</param>
public sealed record GroupTag(string Value, bool PropagateAtLaunch);
