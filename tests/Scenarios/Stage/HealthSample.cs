namespace Bundt.Scenarios.Stage;

/// <summary>What was seen of a target group that live traffic went to.</summary>
/// <param name="TargetGroup">Its ARN.</param>
/// <param name="Percent">How many percent of live traffic it had.</param>
/// <param name="Healthy">How many of its servers were healthy.</param>
public sealed record HealthSample(string TargetGroup, int Percent, int Healthy);
