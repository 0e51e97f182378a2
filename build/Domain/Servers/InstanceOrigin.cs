using Bundt.Domain.Images;

namespace Bundt.Domain.Servers;

/// <summary>What an instance was launched from, and by whom.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Image">The image that it runs.</param>
/// <param name="ServerGroup">The Auto Scaling group that launched it, or null.</param>
/// <param name="Source">The launch template's name and version, or the launch configuration's name; null where it was launched by hand.</param>
/// <param name="Launches">The image that the source names now; null when it is gone.</param>
public sealed record InstanceOrigin(string Id, ImageId Image, string? ServerGroup, string? Source, ImageId? Launches);
