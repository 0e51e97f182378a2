using Bundt.Domain.Images;

namespace Bundt.Domain.Checks;

/// <summary>A security group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Vpc">The id of its VPC.</param>
/// <param name="Openings">What it lets in.</param>
public sealed record StackSecurityGroup(string Id, string Name, string Vpc, IReadOnlyList<Opening> Openings);
