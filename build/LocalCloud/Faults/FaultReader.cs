using System.Text.Json;

namespace Bundt.LocalCloud.Faults;

/// <summary>Reads faults from JSON, and refuses what no fault can be, by name and with what there is.</summary>
public static class FaultReader
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { PropertyNameCaseInsensitive = false };

    private static readonly JsonDocumentOptions ForPeople = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The faults of a file: one, or a list of them. Comments are allowed.</summary>
    /// <exception cref="FormatException">The file cannot be read; the message says where it is wrong.</exception>
    public static IReadOnlyList<Fault> ReadFile(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), ForPeople);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                return [Read(document.RootElement)];
            return [.. document.RootElement.EnumerateArray().Select((element, index) => ReadNumbered(element, index + 1))];
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"faults in {path}: {wrong.Message}");
        }
    }

    /// <summary>One fault.</summary>
    /// <exception cref="FormatException">It is none; the message says why not.</exception>
    public static Fault Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException("a fault is a JSON object");
        var name = json.TryGetProperty("kind", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null;
        var kind = FaultKind.All.FirstOrDefault(known => known.Name == name) ?? throw new FormatException(
            $"{(name is null ? "a fault needs a kind" : $"no fault is called {name}")}; there are {List(FaultKind.All.Select(known => known.Name))}");
        foreach (var field in json.EnumerateObject())
        {
            if (!FaultKind.Common.Contains(field.Name) && !kind.Fields.Contains(field.Name))
                throw new FormatException($"{name} has no field {field.Name}; it has {List([.. FaultKind.Common, .. kind.Fields])}");
        }

        try
        {
            var fault = json.Deserialize<Fault>(Reading)!;
            return Problem(fault, kind) is { } problem ? throw new FormatException($"{name}: {problem}") : fault;
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{name}: {wrong.Path?.TrimStart('$', '.')} has a value of the wrong type");
        }
    }

    private static Fault ReadNumbered(JsonElement element, int number)
    {
        try
        {
            return Read(element);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"number {number}: {wrong.Message}");
        }
    }

    private static string? Problem(Fault fault, FaultKind kind) =>
        fault.Skip < 0 ? "skip is 0 or more"
        : fault.Count < 0 ? "count is 0 (without end) or more"
        : fault.Chance is not (> 0 and <= 1) ? "chance is above 0 and at most 1"
        : fault.After < 0 || fault.For <= 0 || fault.Age < 0 ? "after, for and age are seconds"
        : kind.TakesSeconds && fault.Seconds <= 0 ? "seconds is missing, a number above 0"
        : fault.Status is < 400 or > 599 ? "status is from 400 to 599"
        : null;

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
