using System.Text;
using System.Text.Json;
using Bundt.Domain.Policies;

namespace Bundt.View;

/// <summary>A policy as IAM takes it.</summary>
/// <param name="Json">Its JSON.</param>
/// <param name="Statements">How many statements it has.</param>
public sealed record PolicyDocument(string Json, int Statements)
{
    /// <summary>The most characters of a managed policy, white space aside ("IAM and AWS STS quotas", IAM User Guide).</summary>
    public const int Most = 6144;

    private static readonly JsonWriterOptions ForPeople = new() { Indented = true };

    /// <summary>Its characters as IAM counts them: white space aside.</summary>
    public int Size => Json.Count(sign => !char.IsWhiteSpace(sign));

    /// <summary>The documents of a policy: one, or as many as it takes for none to be longer than IAM lets a managed policy be.</summary>
    public static IReadOnlyList<PolicyDocument> Of(ReleasePolicy policy)
    {
        var documents = new List<PolicyDocument>();
        var statements = new List<PolicyStatement>();
        foreach (var statement in policy.Statements)
        {
            if (statements.Count > 0 && Write([.. statements, statement]).Size > Most)
            {
                documents.Add(Write(statements));
                statements.Clear();
            }

            statements.Add(statement);
        }

        return [.. documents, Write(statements)];
    }

    /// <summary>The text of all of them: a policy, or a list of policies where there are several.</summary>
    public static string Join(IReadOnlyList<PolicyDocument> documents) =>
        documents is [var one] ? one.Json : $"[{string.Join(",\n", documents.Select(document => document.Json))}]";

    private static PolicyDocument Write(IReadOnlyList<PolicyStatement> statements)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ForPeople))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            foreach (var statement in statements)
                Write(json, statement);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new(Encoding.UTF8.GetString(buffer.ToArray()), statements.Count);
    }

    private static void Write(Utf8JsonWriter json, PolicyStatement statement)
    {
        json.WriteStartObject();
        json.WriteString("Sid", statement.Sid);
        json.WriteString("Effect", "Allow");
        Write(json, "Action", [.. statement.Actions.Select(action => action.Name)]);
        Write(json, "Resource", statement.Resources);
        if (statement.Conditions.Count > 0)
        {
            json.WriteStartObject("Condition");
            foreach (var conditions in statement.Conditions.GroupBy(condition => condition.Operator))
            {
                json.WriteStartObject(conditions.Key);
                foreach (var condition in conditions)
                    Write(json, condition.Key, condition.Values);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values is [var one])
        {
            json.WriteString(name, one);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
