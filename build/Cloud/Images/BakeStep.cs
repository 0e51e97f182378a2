namespace Bundt.Cloud.Images;

/// <summary>A step of a bake.</summary>
/// <param name="Name">What it did, in few words, or the name of its script.</param>
/// <param name="Took">How long it took.</param>
public sealed record BakeStep(string Name, TimeSpan Took)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name} {Took.TotalSeconds:0.0} s");
}
