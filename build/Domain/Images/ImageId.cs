namespace Bundt.Domain.Images;

/// <summary>The id of an AMI: <c>ami-0123456789abcdef0</c>.</summary>
public readonly record struct ImageId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
