namespace Bundt.Domain.Checks;

/// <summary>A load balancer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as <c>application</c>.</param>
/// <param name="State">Its state, such as <c>active</c>.</param>
/// <param name="Vpc">The id of its VPC.</param>
/// <param name="SecurityGroups">The ids of its security groups.</param>
public sealed record StackBalancer(string Name, string Type, string State, string Vpc, IReadOnlyList<string> SecurityGroups);
