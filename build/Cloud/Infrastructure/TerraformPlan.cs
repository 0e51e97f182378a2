using System.Text.Json;
using Bundt.Domain.Infrastructure;

namespace Bundt.Cloud.Infrastructure;

/// <summary>Reads what <c>terraform show -json</c> tells of a plan.</summary>
internal static class TerraformPlan
{
    /// <summary>Reads it.</summary>
    /// <param name="json">The plan, in Terraform's JSON (developer.hashicorp.com/terraform/internals/json-format).</param>
    public static InfrastructurePlan Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var changes = new List<ResourceChange>();
        foreach (var resource in List(document.RootElement, "resource_changes"))
        {
            var change = resource.GetProperty("change");
            if (resource.GetProperty("mode").GetString() == "managed" && Action([.. List(change, "actions").Select(action => action.GetString())]) is { } action)
                changes.Add(new(resource.GetProperty("address").GetString()!, resource.GetProperty("type").GetString()!, action, Id(change), Because(change)));
        }

        List<JsonProperty> outputs = document.RootElement.TryGetProperty("output_changes", out var all) ? [.. all.EnumerateObject()] : [];
        return new(changes, [.. outputs.Select(output => output.Name)], outputs.Any(output => List(output.Value, "actions").Any(action => action.GetString() != "no-op")));
    }

    private static ResourceAction? Action(string?[] actions) => actions switch
    {
        ["create"] => ResourceAction.Create,
        ["update"] => ResourceAction.Update,
        ["delete"] => ResourceAction.Delete,
        [_, _] => ResourceAction.Replace,
        _ => null,
    };

    private static string? Id(JsonElement change) =>
        change.TryGetProperty("before", out var before) && before.ValueKind == JsonValueKind.Object && before.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString() : null;

    // Each a path of keys and numbers; the first key says enough.
    private static IReadOnlyList<string> Because(JsonElement change) =>
        [.. List(change, "replace_paths").Select(path => path.EnumerateArray().First()).Where(key => key.ValueKind == JsonValueKind.String).Select(key => key.GetString()!).Distinct()];

    private static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
