namespace Bundt.View;

/// <summary>How a run of several environments ended in one of them.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Result"><c>succeeded</c>, <c>failed</c> or <c>not begun</c>.</param>
/// <param name="Why">What it failed of, or null.</param>
/// <param name="Live">What is live there afterwards, or why that is not known.</param>
/// <param name="Took">How long it took.</param>
public sealed record EnvironmentOutcome(string Environment, string Result, string? Why, string Live, TimeSpan Took);
