namespace Bundt.Domain.Runs;

/// <summary>A target that a run has walked.</summary>
/// <param name="Name">Its name, such as <c>Deploy</c>.</param>
/// <param name="Begun">When it began (UTC).</param>
/// <param name="Took">How long it took.</param>
/// <param name="Succeeded">Whether it did what it was to do.</param>
public sealed record Step(string Name, DateTimeOffset Begun, TimeSpan Took, bool Succeeded);
