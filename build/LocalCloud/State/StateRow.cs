namespace Bundt.LocalCloud.State;

/// <summary>A resource as it is kept.</summary>
/// <param name="Region">The region it is in.</param>
/// <param name="Kind">Where the region has it, such as <c>Instances</c>.</param>
/// <param name="Id">What the region has it by.</param>
/// <param name="Text">The resource as JSON; null for one that is gone.</param>
internal sealed record StateRow(string Region, string Kind, string Id, string? Text);
