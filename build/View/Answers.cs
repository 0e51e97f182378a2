using System.Text;
using System.Text.Json;

namespace Bundt.View;

/// <summary>The JSON answers of several environments as one answer.</summary>
public static class Answers
{
    /// <summary>An object with a property for each environment, in their order; null where there is no answer.</summary>
    public static string Write(IEnumerable<(string Environment, string Answer)> answers)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (environment, answer) in answers)
            {
                json.WritePropertyName(environment);
                using var read = JsonDocument.Parse(string.IsNullOrWhiteSpace(answer) ? "null" : answer);
                read.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
