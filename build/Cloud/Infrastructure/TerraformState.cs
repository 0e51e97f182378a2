using System.Text.Json;

namespace Bundt.Cloud.Infrastructure;

/// <summary>Reads what <c>terraform show -json</c> tells of what is there.</summary>
internal static class TerraformState
{
    /// <summary>The addresses of the resources that Terraform keeps.</summary>
    /// <param name="json">The state, in Terraform's JSON (developer.hashicorp.com/terraform/internals/json-format).</param>
    public static IReadOnlyList<string> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("values", out var values) && values.TryGetProperty("root_module", out var root) ? [.. Of(root)] : [];
    }

    private static IEnumerable<string> Of(JsonElement module)
    {
        foreach (var resource in List(module, "resources").Where(resource => resource.GetProperty("mode").GetString() == "managed"))
            yield return resource.GetProperty("address").GetString()!;
        foreach (var address in List(module, "child_modules").SelectMany(Of))
            yield return address;
    }

    private static IEnumerable<JsonElement> List(JsonElement element, string name) => element.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}
