namespace Bundt.LocalCloud.Tests.Front;

/// <summary>What a client got.</summary>
/// <param name="Status">The HTTP status, or 0 when the connection was closed before there was one.</param>
/// <param name="Server">The address of the server that answered, or null when none did.</param>
/// <param name="Took">How long it took.</param>
public sealed record SlowAnswer(int Status, string? Server, TimeSpan Took);
