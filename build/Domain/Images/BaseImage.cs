namespace Bundt.Domain.Images;

/// <summary>The AMI that a bake starts from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RootDevice">The device that it boots from, such as <c>/dev/xvda</c>: the name by which a bake gives it another root volume.</param>
public sealed record BaseImage(ImageId Id, string RootDevice)
{
    /// <inheritdoc />
    public override string ToString() => Id.Value;
}
