namespace Bundt.View.Live;

/// <summary>A target in the picture of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Took">How long it took, or has taken so far; null before it begins.</param>
/// <param name="Succeeded">Whether it did what it was to do; null before it has ended.</param>
public sealed record PicturedStep(string Name, TimeSpan? Took, bool? Succeeded);
