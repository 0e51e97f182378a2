using System.Text.Json;

namespace Bundt.Cloud.Infrastructure;

/// <summary>A line of what Terraform says with <c>-json</c>; what is no such line is shown as it is.</summary>
/// <param name="Type">What it is: <c>planned_change</c>, <c>apply_complete</c>, <c>diagnostic</c> and others; empty for what is no line of Terraform's.</param>
/// <param name="Message">The same for people.</param>
/// <param name="Error">What went wrong: in few words, whole, and about which resource; null where nothing did.</param>
internal sealed record TerraformLine(string Type, string Message, TerraformError? Error)
{
    // Source: developer.hashicorp.com/terraform/internals/machine-readable-ui. That a resource is begun is not told: where it takes
    // long, Terraform says so every ten seconds.
    private static readonly string[] Progress = ["apply_progress", "apply_complete", "apply_errored"];

    /// <summary>Whether it tells how an apply goes on.</summary>
    public bool IsProgress => Progress.Contains(Type);

    /// <summary>Reads it.</summary>
    public static TerraformLine Read(string text)
    {
        if (!text.StartsWith('{'))
            return new("", text, null);
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            return new(Text(line, "type") ?? "", Text(line, "@message") ?? "", line.TryGetProperty("diagnostic", out var told) && Text(told, "severity") == "error" ? ErrorOf(told) : null);
        }
        catch (JsonException)
        {
            return new("", text, null);
        }
    }

    private static TerraformError ErrorOf(JsonElement told) => new(
        Text(told, "summary") ?? "", Text(told, "detail") ?? "", Text(told, "address"),
        told.TryGetProperty("range", out var range) && range.ValueKind == JsonValueKind.Object ? $"{Text(range, "filename")}:{range.GetProperty("start").GetProperty("line").GetInt32()}" : null);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
