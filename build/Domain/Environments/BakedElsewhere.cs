namespace Bundt.Domain.Environments;

/// <summary>Images come from another environment's bakes: by a copy to this region, or shared with this account.</summary>
public sealed record BakedElsewhere
{
    /// <summary>The account that bakes and owns them, twelve digits, or <c>self</c>.</summary>
    public required string Owner { get; init; }
}
