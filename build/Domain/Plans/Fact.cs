namespace Bundt.Domain.Plans;

/// <summary>Something that was observed, and that a plan rests on.</summary>
/// <param name="Name">What it is about, as in "live rule" or "server group web-prod-v1-4-1-1".</param>
/// <param name="Value">What was seen.</param>
public sealed record Fact(string Name, string Value);
