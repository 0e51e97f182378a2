using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bundt.LocalCloud.Policies;

/// <summary>
/// Reads IAM policy documents, and refuses what IAM would: a wrong document would deny everything, and nobody would see why.
/// Source: "IAM JSON policy elements reference", IAM User Guide.
/// </summary>
public static partial class PolicyReader
{
    private static readonly string[] OfDocuments = ["Version", "Id", "Statement"];
    private static readonly string[] OfStatements = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];
    private static readonly string[] Versions = ["2012-10-17", "2008-10-17"];

    /// <summary>One document, or a list of documents that hold together.</summary>
    /// <exception cref="FormatException">It is none; the message says why not.</exception>
    public static Policy Read(JsonElement json) => new([.. Several(json).SelectMany(Document)]);

    private static IEnumerable<PolicyStatement> Document(JsonElement json)
    {
        Demand(json.ValueKind == JsonValueKind.Object, "a policy is a JSON object");
        Known(json, "a policy", OfDocuments);
        if (json.TryGetProperty("Version", out var version))
            Demand(version.ValueKind == JsonValueKind.String && Versions.Contains(version.GetString()), $"Version is one of {string.Join(", ", Versions)}");
        Demand(json.TryGetProperty("Statement", out var statements), "a policy needs a Statement");
        var all = Several(statements).ToList();
        Demand(all.Count > 0, "Statement is empty");
        return all.Select((statement, index) => Statement(statement, $"statement {index + 1}"));
    }

    private static PolicyStatement Statement(JsonElement json, string name)
    {
        Demand(json.ValueKind == JsonValueKind.Object, $"{name} is no JSON object");
        Known(json, name, OfStatements);
        if (json.TryGetProperty("Sid", out var sid))
            Demand(sid.ValueKind == JsonValueKind.String && Letters().IsMatch(sid.GetString()!), $"{name}: Sid has letters and digits alone");
        Demand(json.TryGetProperty("Effect", out var effect) && effect.ValueKind == JsonValueKind.String && effect.GetString() is "Allow" or "Deny", $"{name}: Effect is Allow or Deny");
        Demand(json.TryGetProperty("Resource", out var resource) != json.TryGetProperty("NotResource", out var noResource), $"{name} has either Resource or NotResource");
        _ = Texts(resource.ValueKind == JsonValueKind.Undefined ? noResource : resource, $"{name}: Resource");
        if (json.TryGetProperty("Condition", out var condition))
            Demand(condition.ValueKind == JsonValueKind.Object && condition.EnumerateObject().All(one => one.Value.ValueKind == JsonValueKind.Object), $"{name}: Condition has an object for each operator");
        Demand(json.TryGetProperty("Action", out var action) != json.TryGetProperty("NotAction", out var noAction), $"{name} has either Action or NotAction");
        var others = action.ValueKind == JsonValueKind.Undefined;
        var actions = Texts(others ? noAction : action, $"{name}: Action");
        foreach (var wrong in actions.Where(one => !Action().IsMatch(one)))
            throw new FormatException($"{name}: '{wrong}' is no action such as ec2:RunInstances or ec2:Describe*");
        return new(effect.GetString() == "Allow", actions, others);
    }

    private static List<string> Texts(JsonElement json, string name)
    {
        var all = Several(json).ToList();
        Demand(all.Count > 0 && all.TrueForAll(one => one.ValueKind == JsonValueKind.String), $"{name} is a text, or a list of texts");
        return all.ConvertAll(one => one.GetString()!);
    }

    private static void Known(JsonElement json, string name, string[] known)
    {
        foreach (var member in json.EnumerateObject())
            Demand(known.Contains(member.Name), $"{name} has no {member.Name}; it has {string.Join(", ", known)}");
    }

    private static IEnumerable<JsonElement> Several(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [json];

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new FormatException(otherwise);
    }

    [GeneratedRegex(@"\A[0-9A-Za-z]*\z")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\A(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)\z")]
    private static partial Regex Action();
}
