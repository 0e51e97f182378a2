using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Parameters;

/// <summary>Reads the members of a request in JSON 1.1, and refuses those of another type.</summary>
internal static class SsmRequest
{
    /// <summary>The request's JSON object.</summary>
    /// <exception cref="AwsError"><c>SerializationException</c>.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw Mistyped("a text that is no Unicode");
        var once = new JsonDocumentOptions { AllowDuplicateProperties = false };
        var request = JsonNode.Parse(body, documentOptions: once) as JsonObject ?? throw Mistyped("the request");
        try
        {
            // Texts are decoded when they are first read: do it all now.
            _ = request.ToJsonString();
            return request;
        }
        catch (Exception lone) when (lone is InvalidOperationException or ArgumentException)
        {
            throw Mistyped("a text that is no Unicode");
        }
    }

    /// <summary>A text, or null.</summary>
    /// <exception cref="AwsError"><c>SerializationException</c>.</exception>
    public static string? Text(JsonObject request, string member) => Value<string>(request, member);

    /// <summary>A truth value, or null.</summary>
    /// <exception cref="AwsError"><c>SerializationException</c>.</exception>
    public static bool? Flag(JsonObject request, string member) => request[member] is null ? null : Value<bool>(request, member);

    /// <summary>A whole number, or null.</summary>
    /// <exception cref="AwsError"><c>SerializationException</c>.</exception>
    public static int? Number(JsonObject request, string member) => request[member] is null ? null : Value<int>(request, member);

    /// <summary>A list of texts, or null.</summary>
    /// <exception cref="AwsError"><c>SerializationException</c>.</exception>
    public static IReadOnlyList<string>? Texts(JsonObject request, string member) => request[member] switch
    {
        null => null,
        JsonArray items => [.. items.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Mistyped(member))],
        _ => throw Mistyped(member),
    };

    /// <summary>A member that must be there is not.</summary>
    public static AwsError Missing(string member) => Invalid(member, "Member must not be null", "null");

    /// <summary>A member is not as it must be.</summary>
    public static AwsError Invalid(string member, string constraint, string value = "") => new(
        "ValidationException", $"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: {constraint}");

    private static T? Value<T>(JsonObject request, string member) => request[member] switch
    {
        null => default,
        JsonValue value when value.TryGetValue<T>(out var found) => found,
        _ => throw Mistyped(member),
    };

    private static AwsError Mistyped(string member) => new("SerializationException", $"{member} has a value of another type than expected.");
}
