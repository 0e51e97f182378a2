namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>
/// Where a client is sent. <c>#{protocol}</c>, <c>#{host}</c>, <c>#{port}</c>, <c>#{path}</c> and <c>#{query}</c> stand for what it asked.
/// </summary>
/// <param name="StatusCode"><c>HTTP_301</c> or <c>HTTP_302</c>.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Path">The path, with its slash in front.</param>
/// <param name="Query">The query, without its question mark.</param>
public sealed record Redirect(string StatusCode, string Protocol, string Host, string Port, string Path, string Query);
