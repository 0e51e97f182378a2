using System.Text.Json;
using System.Text.Json.Serialization;
using Bundt.Domain.Checks;

namespace Bundt.View;

/// <summary>What Doctor found, for scripts.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Ready">Whether a release can begin: nothing that it must have is missing.</param>
/// <param name="Findings">What was looked at.</param>
public sealed record Examination(string Environment, bool Ready, IReadOnlyList<Finding> Findings)
{
    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ExaminationJson.Default.Examination);
}

/// <summary>How it is written; generated at compile time, which keeps the start of the program quick.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Examination))]
internal sealed partial class ExaminationJson : JsonSerializerContext;
