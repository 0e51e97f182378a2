using System.Text.Json;
using System.Text.Json.Serialization;
using Bundt.Domain.Plans;

namespace Bundt.View;

/// <summary>A plan as a file, for a later run that is to do exactly that.</summary>
public static class PlanFile
{
    /// <summary>The plan as JSON.</summary>
    public static string Write(ReleasePlan plan) => JsonSerializer.Serialize(plan, PlanJson.Default.ReleasePlan);

    /// <summary>Reads it back.</summary>
    /// <returns>The plan, or null when the text is none.</returns>
    public static ReleasePlan? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, PlanJson.Default.ReleasePlan);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How a plan is written; generated at compile time, which keeps the start of the program quick.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReleasePlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
