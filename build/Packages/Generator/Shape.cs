using System.Text.Json.Serialization;

namespace Bundt.Generator;

/// <summary>One shape of a reduced API model.</summary>
/// <param name="Type">structure, list, map, string, integer, long, double, boolean or timestamp.</param>
/// <param name="Members">A structure's members: name and the name of their shape.</param>
/// <param name="Member">The shape of a list's members.</param>
/// <param name="Enum">The known values of a string.</param>
/// <param name="Error">The error code of an exception.</param>
internal sealed record Shape(
    string Type,
    IReadOnlyDictionary<string, string>? Members,
    string? Member,
    IReadOnlyList<string>? Enum,
    [property: JsonPropertyName("error")] string? Error);
