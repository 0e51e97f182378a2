using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Environments;

/// <summary>The JSON schema of environment files, from the types that they are read into and what is written about these.</summary>
internal static partial class WrittenSchema
{
    private const string Variable = @"\$\{env:";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OnlyWhatIsWritten } },
    };

    private static readonly Dictionary<string, string> Docs = XDocument.Load(Path.ChangeExtension(typeof(ReleaseEnvironment).Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, member => Plain(member.Element("summary")));

    /// <summary>The whole schema as it is to be in its file.</summary>
    public static string Text()
    {
        var root = Of(typeof(ReleaseEnvironment));
        var sections = root["properties"]!.AsObject();
        sections.Insert(0, "extends", new JsonObject
        {
            ["type"] = "string",
            ["description"] = "The name of another file beside this one, without its .yaml: what is not said here is taken from there.",
        });
        root.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        root.Insert(1, "title", "An environment of Bundt");
        root.Insert(2, "description", "Values may name environment variables: ${env:NAME}, or ${env:NAME:-otherwise}.");
        return root.ToJsonString(Options) + "\n";
    }

    private static JsonObject Of(Type type) => Options.GetJsonSchemaAsNode(type, new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform }).AsObject();

    private static void OnlyWhatIsWritten(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(property => property.Set is null || (info.Type == typeof(ReleaseEnvironment) && property.Name == "name")).ToList())
            info.Properties.Remove(property);
    }

    // By name and not by full name, which a generic type has for each of its arguments.
    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var node = Typed(type, schema as JsonObject ?? []);
        if (context.PropertyInfo is { AttributeProvider: PropertyInfo property } info && Docs.GetValueOrDefault($"P:{property.DeclaringType!.Namespace}.{property.DeclaringType.Name}.{property.Name}") is { } doc)
            node.Insert(0, "description", info.IsRequired ? $"{doc} Required." : doc);
        return node;
    }

    // What is required is said by Bundt itself: a file may take it from the one that it extends.
    private static JsonObject Typed(Type type, JsonObject schema)
    {
        schema.Remove("required");
        schema.Remove("default");
        if (type == typeof(TimeSpan))
            return new() { ["type"] = "string", ["pattern"] = $@"^[0-9]+(\.[0-9]+)?(ms|s|m|h|d)$|{Variable}" };
        if (type.IsEnum)
            return OrVariable(new() { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.KebabCaseLower.ConvertName(name))]) });
        if (type == typeof(int) || type == typeof(double))
            return OrVariable(new() { ["type"] = type == typeof(int) ? "integer" : "number" });
        if (type == typeof(bool))
            return OrVariable(new() { ["type"] = "boolean" });
        if (type == typeof(string))
            return new() { ["type"] = "string" };
        if (type == typeof(ScalingPolicy))
            return new() { ["anyOf"] = new JsonArray(Of(typeof(TargetTracking)), Of(typeof(StepScaling)), Of(typeof(SimpleScaling))) };
        if (type == typeof(IReadOnlyDictionary<string, string>))
            return new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } };
        if (schema["properties"] is not null)
            schema["additionalProperties"] = false;
        // null as a further type of lists and sections: nobody writes it.
        if (schema["type"] is JsonArray types)
            schema["type"] = types[0]!.GetValue<string>();
        return schema;
    }

    private static JsonObject OrVariable(JsonObject plain) =>
        new() { ["anyOf"] = new JsonArray(plain, new JsonObject { ["type"] = "string", ["pattern"] = Variable }) };

    private static string Plain(XElement? summary) => summary is null ? "" : Spaces().Replace(
        string.Concat(summary.Nodes().Select(node => node is XElement reference ? Named(reference) : ((XText)node).Value)), " ").Trim();

    private static string Named(XElement reference) =>
        reference.Attribute("cref")?.Value.Split('.')[^1] is { } name ? JsonNamingPolicy.CamelCase.ConvertName(name) : reference.Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
