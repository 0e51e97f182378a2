using System.Text.Json.Nodes;

namespace Bundt.Scenarios.Stage;

/// <summary>The policy that Bundt prints: one document, or a list of them.</summary>
/// <param name="Text">As it was printed.</param>
public sealed record PrintedPolicy(string Text)
{
    /// <summary>A policy that allows nothing at all.</summary>
    public const string None = """{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }""";

    /// <summary>Its documents.</summary>
    public int Documents => All(Read()).Count();

    /// <summary>Its statements.</summary>
    public int Statements => Each(Read()).Count();

    /// <summary>The actions that it allows, each once.</summary>
    public IReadOnlyList<string> Actions => [.. Each(Read()).SelectMany(Of).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The same policy without an action, wherever it stands.</summary>
    public string Without(string action)
    {
        var policy = Read();
        foreach (var document in All(policy))
        {
            var statements = document["Statement"]!.AsArray();
            foreach (var statement in statements.ToList())
            {
                var left = Of(statement!).Where(allowed => allowed != action).ToList();
                statement!["Action"] = new JsonArray([.. left.Select(allowed => JsonValue.Create(allowed))]);
                if (left.Count == 0)
                    statements.Remove(statement);
            }
        }

        return policy.ToJsonString();
    }

    private JsonNode Read() => JsonNode.Parse(Text)!;

    private static IEnumerable<JsonNode> All(JsonNode policy) => policy is JsonArray several ? several.Select(document => document!) : [policy];

    private static IEnumerable<JsonNode> Each(JsonNode policy) => All(policy).SelectMany(document => document["Statement"]!.AsArray()).Select(statement => statement!);

    private static IEnumerable<string> Of(JsonNode statement) => statement["Action"] is JsonArray several ? several.Select(action => action!.GetValue<string>()) : [statement["Action"]!.GetValue<string>()];
}
