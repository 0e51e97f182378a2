namespace Bundt.Domain.Checks;

/// <summary>A subnet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its Name tag, or null.</param>
/// <param name="Zone">Its Availability Zone.</param>
/// <param name="Vpc">The id of its VPC.</param>
public sealed record StackSubnet(string Id, string? Name, string Zone, string Vpc);
