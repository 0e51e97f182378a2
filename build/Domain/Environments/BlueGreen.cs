namespace Bundt.Domain.Environments;

/// <summary>A thing that there are two of.</summary>
/// <typeparam name="T">What it is.</typeparam>
public sealed record BlueGreen<T>
{
    /// <summary>The blue one.</summary>
    public required T Blue { get; init; }

    /// <summary>The green one.</summary>
    public required T Green { get; init; }
}
