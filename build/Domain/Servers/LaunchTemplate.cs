namespace Bundt.Domain.Servers;

/// <summary>A launch template that Bundt made.</summary>
/// <param name="Id"><c>lt-…</c></param>
/// <param name="Name">Its name: that of the server group it was made for.</param>
/// <param name="Created">When it was made (UTC).</param>
public sealed record LaunchTemplate(string Id, string Name, DateTimeOffset Created);
