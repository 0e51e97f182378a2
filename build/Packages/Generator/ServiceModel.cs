using System.Text.Json;

namespace Bundt.Generator;

/// <summary>A service's API as far as it was asked for, and what C# calls its parts.</summary>
internal sealed record ServiceModel(
    string Name,
    string ServiceId,
    string EndpointPrefix,
    string ApiVersion,
    IReadOnlyList<string> CallableWithoutRequest,
    IReadOnlyDictionary<string, Operation> Operations,
    IReadOnlyDictionary<string, Shape> Shapes)
{
    public string Namespace => $"Amazon.{Name}";

    /// <summary>Prefix of the client, its configuration, its base request and its exception.</summary>
    public string Client => $"Amazon{Name}";

    public static ServiceModel Parse(string json) =>
        JsonSerializer.Deserialize<ServiceModel>(json, JsonSerializerOptions.Web)
        ?? throw new JsonException("The reduced model is empty.");

    /// <summary>The members of an operation's input or output; none where it has no shape.</summary>
    public IReadOnlyDictionary<string, string> Members(string? shape) =>
        shape is null ? new Dictionary<string, string>() : Shapes[shape].Members!;

    /// <summary>Exceptions by the name C# gives them: a Fault and a bare name become an Exception too.</summary>
    public IEnumerable<(string Name, string Shape)> Exceptions() => Shapes
        .Where(shape => shape.Value.Error is not null)
        .Select(shape => (ExceptionName(shape.Key), shape.Key));

    /// <summary>Every structure that is reached from the members of these shapes, the shapes themselves excepted.</summary>
    public ISet<string> StructuresBelow(IEnumerable<string?> shapes)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var shape in shapes.OfType<string>())
            Reach(shape, isRoot: true);
        return reached;

        void Reach(string name, bool isRoot)
        {
            var shape = Shapes[name];
            if (shape.Members is not null && !isRoot && !reached.Add(name))
                return;
            foreach (var next in (shape.Members?.Values ?? []).Append(shape.Member).OfType<string>())
                Reach(next, isRoot: false);
        }
    }

    private static string ExceptionName(string shape)
    {
        foreach (var ending in (string[])["Exception", "Fault"])
        {
            if (shape.EndsWith(ending, StringComparison.Ordinal))
                return shape[..^ending.Length] + "Exception";
        }

        return shape + "Exception";
    }
}
