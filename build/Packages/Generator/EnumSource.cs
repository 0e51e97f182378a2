namespace Bundt.Generator;

/// <summary>Constant classes: open enumerations that take values newer than this package.</summary>
internal static class EnumSource
{
    public static string All(ServiceModel service) => ClientPackage.File(
        service.Namespace,
        ["Amazon.Runtime"],
        service.Shapes.Where(shape => shape.Value.Enum is not null).Select(shape => One(shape.Key, shape.Value.Enum!)));

    /// <summary>A value's field: its parts, split where C# allows no character, each with a capital first letter.</summary>
    public static string Field(string value)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && (char.IsAsciiLetterOrDigit(value[i]) || value[i] == '_'))
                continue;
            if (i > start)
                parts.Add(char.ToUpperInvariant(value[start]) + value[(start + 1)..i]);
            start = i + 1;
        }

        return string.Concat(parts);
    }

    private static string Constant(string name, string value) =>
        $"public static readonly {name} {Field(value)} = new {name}(\"{value}\");";

    private static string One(string name, IReadOnlyList<string> values) => $$"""
        public class {{name}} : ConstantClass
        {
            {{ClientPackage.Lines(values.Select(value => Constant(name, value)), indent: 4)}}

            public {{name}}(string value) : base(value) { }

            public static {{name}} FindValue(string value) => FindValue<{{name}}>(value);

            public static implicit operator {{name}}(string value) => FindValue(value);
        }
        """;
}
