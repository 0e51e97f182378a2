namespace Bundt.Generator;

/// <summary>One operation: the shapes of its request, of its response and of the errors it is documented to answer.</summary>
internal sealed record Operation(string? Input, string? Output, IReadOnlyList<string> Errors);
