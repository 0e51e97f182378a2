namespace Bundt.Domain.Checks;

/// <summary>A target group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="TargetType">What is registered with it, such as <c>instance</c>.</param>
/// <param name="Port">The port that instances are registered with.</param>
/// <param name="Vpc">The id of its VPC.</param>
/// <param name="HealthCheck">How it is checked, in one line.</param>
public sealed record StackTargetGroup(string Name, string Arn, string TargetType, int Port, string Vpc, string HealthCheck);
