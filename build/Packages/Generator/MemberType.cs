namespace Bundt.Generator;

/// <summary>How a member is declared, written and read in version 4 of the SDK.</summary>
/// <param name="Declaration">The type: value types nullable, collections mutable and null by default.</param>
/// <param name="Initial">What follows the property, empty for none.</param>
/// <param name="Read">The expression that reads a value; {0} is the member.</param>
internal sealed record MemberType(string Declaration, string Initial, string Read)
{
    public static MemberType Of(string name, ServiceModel service)
    {
        var shape = service.Shapes[name];
        return shape.Type switch
        {
            "string" when shape.Enum is not null => Plain(name, $"{name}.FindValue(from.String())"),
            "string" => Plain("string", "from.String()"),
            "integer" => Plain("int?", "from.Int()"),
            "long" => Plain("long?", "from.Long()"),
            "double" => Plain("double?", "from.Double()"),
            "boolean" => Plain("bool?", "from.Bool()"),
            "timestamp" => Plain("DateTime?", "from.Time()"),
            "structure" => Plain(name, $"from.Shape<{name}>()"),
            "list" => Collection($"List<{ElementOf(shape.Member!, service)}>", "from.List({0})"),
            "map" => Collection("Dictionary<string, string>", "from.Map({0})"),
            _ => throw new NotSupportedException($"The shape {name} has the unknown type {shape.Type}."),
        };
    }

    /// <summary>Lists of enums are lists of strings in the SDK.</summary>
    private static string ElementOf(string name, ServiceModel service) => service.Shapes[name].Type switch
    {
        "string" => "string",
        "structure" => name,
        var type => throw new NotSupportedException($"The shape {name} makes a list of {type}."),
    };

    private static MemberType Plain(string type, string read) => new(type, "", read);

    private static MemberType Collection(string type, string read) =>
        new(type, $" = AWSConfigs.InitializeCollections ? new {type}() : null;", read);
}
