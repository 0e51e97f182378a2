namespace Bundt.Cloud.Images;

/// <summary>Something temporary that a killed bake left.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id; a key pair's name.</param>
public sealed record BakeRemain(BakeRemainKind Kind, string Id)
{
    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        BakeRemainKind.Instance => $"temporary instance {Id}",
        BakeRemainKind.KeyPair => $"temporary key pair {Id}",
        _ => $"temporary security group {Id}",
    };
}
