namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>A target group's share of a rule's requests.</summary>
/// <param name="Arn">The target group.</param>
/// <param name="Weight">Its weight, 0 to 999; its share is its part of the sum of all weights.</param>
public sealed record WeightedGroup(string Arn, int Weight);
