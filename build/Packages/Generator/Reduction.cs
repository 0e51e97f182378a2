using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bundt.Generator;

/// <summary>Reduces a public API model to what the wanted operations reach: names and types, no prose, no constraints.</summary>
public static class Reduction
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The reduced model as indented JSON.</summary>
    /// <param name="model">A service-2.json document.</param>
    /// <param name="wanted">The client's name, its operations and the shapes to leave out.</param>
    public static string Of(JsonNode model, JsonNode wanted)
    {
        var left = Names(wanted["withoutShapes"]).ToHashSet();
        var shapes = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var operations = new JsonObject();
        foreach (var name in Names(wanted["operations"]))
        {
            var operation = model["operations"]![name] ?? throw new ArgumentException($"The model has no operation {name}.");
            var input = (string?)operation["input"]?["shape"];
            var output = (string?)operation["output"]?["shape"];
            var errors = operation["errors"]?.AsArray().Select(error => (string)error!["shape"]!).ToArray() ?? [];
            operations[name] = new JsonObject
            {
                ["input"] = input,
                ["output"] = output,
                ["errors"] = new JsonArray([.. errors.Select(error => JsonValue.Create(error))]),
            };
            foreach (var shape in errors.Append(input).Append(output).OfType<string>())
                Reach(shape);
        }

        var metadata = model["metadata"]!;
        return new JsonObject
        {
            ["name"] = (string?)wanted["name"],
            ["serviceId"] = (string?)metadata["serviceId"],
            ["endpointPrefix"] = (string?)metadata["endpointPrefix"],
            ["apiVersion"] = (string?)metadata["apiVersion"],
            ["callableWithoutRequest"] = wanted["callableWithoutRequest"]!.DeepClone(),
            ["operations"] = operations,
            ["shapes"] = new JsonObject(shapes),
        }.ToJsonString(Readable) + "\n";

        void Reach(string name)
        {
            if (!shapes.TryAdd(name, null))
                return;
            var shape = model["shapes"]![name]!;
            var reduced = Reduced(shape, left);
            shapes[name] = reduced;
            foreach (var next in Next(reduced))
                Reach(next);
        }
    }

    private static JsonObject Reduced(JsonNode shape, HashSet<string> left)
    {
        var reduced = new JsonObject { ["type"] = (string?)shape["type"] };
        if (shape["members"] is JsonObject members)
        {
            reduced["members"] = new JsonObject(members
                .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)WireNamed(member)["shape"]!.DeepClone()))
                .Where(member => !left.Contains((string)member.Value!)));
        }

        foreach (var part in (string[])["member", "key", "value"])
        {
            if (shape[part] is { } of)
                reduced[part] = (string?)of["shape"];
        }

        if (shape["enum"] is { } values)
            reduced["enum"] = values.DeepClone();
        if (shape["exception"] is not null)
            reduced["error"] = (string?)shape["error"]!["code"];
        return reduced;
    }

    /// <summary>Members go by their own name on the wire; one that does not would be sent wrongly, so it must be left out.</summary>
    private static JsonNode WireNamed(KeyValuePair<string, JsonNode?> member) =>
        member.Value!["locationName"] is null
            ? member.Value
            : throw new NotSupportedException($"The member {member.Key} has another name on the wire.");

    private static IEnumerable<string> Next(JsonObject shape) =>
        (shape["members"]?.AsObject().Select(member => (string?)member.Value) ?? [])
            .Append((string?)shape["member"])
            .Append((string?)shape["key"])
            .Append((string?)shape["value"])
            .OfType<string>();

    private static IEnumerable<string> Names(JsonNode? names) => names?.AsArray().Select(name => (string)name!) ?? [];
}
