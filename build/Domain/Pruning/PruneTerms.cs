namespace Bundt.Domain.Pruning;

/// <summary>What a run prunes, and how much of it is kept.</summary>
/// <param name="Application">The application.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Retain">How many of the newest deployments, and of the newest images, are kept in any case.</param>
/// <param name="Begun">When this run began (UTC).</param>
/// <param name="Expected">The server group that this run made live, or null when it made none.</param>
public sealed record PruneTerms(string Application, string Environment, int Retain, DateTimeOffset Begun, string? Expected = null);
