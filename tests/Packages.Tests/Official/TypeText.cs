using System.Reflection;

namespace Bundt.Packages.Tests.Official;

/// <summary>Writes types as the lists of the official packages do.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ushort)] = "ushort",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
    };

    /// <summary>What a type is declared as: attributes that bind those who use it, kind, name, parents and constraints.</summary>
    public static string Declaration(Type type)
        => $"{AttributeText.Of(type)}public {Kind(type)} {Name(type)}{Parents(type)}{Constraints(type.GetGenericArguments())}";

    public static string Name(Type type) => type switch
    {
        { IsByRef: true } => "ref " + Name(type.GetElementType()!),
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        _ when Nullable.GetUnderlyingType(type) is { } value => Name(value) + "?",
        _ when Keywords.TryGetValue(type, out var keyword) => keyword,
        { IsGenericType: true } => BareName(type) + Generics(type.GetGenericArguments()),
        _ => type.Name,
    };

    /// <summary>The name without generic parameters, as constructors have it.</summary>
    public static string BareName(Type type) => type.Name.Split('`')[0];

    public static string Generics(Type[] arguments) => arguments is [] ? "" : $"<{string.Join(", ", arguments.Select(Name))}>";

    public static string Constraints(Type[] parameters) => string.Concat(parameters
        .Where(parameter => parameter.IsGenericParameter)
        .Select(parameter => (parameter.Name, Demands: string.Join(", ", Demands(parameter))))
        .Where(parameter => parameter.Demands.Length > 0)
        .Select(parameter => $" where {parameter.Name} : {parameter.Demands}"));

    private static IEnumerable<string> Demands(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var isValue = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isValue)
            yield return "struct";
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (var type in parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)))
            yield return Name(type);
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isValue)
            yield return "new()";
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    /// <summary>The base class and the public interfaces that neither it nor another of them brings along.</summary>
    private static string Parents(Type type)
    {
        if (type.IsEnum)
            return "";
        var all = type.GetInterfaces().Where(parent => parent.IsVisible).ToArray();
        var brought = all.SelectMany(parent => parent.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        var parents = all.Except(brought).Select(Name).Order(StringComparer.Ordinal).ToList();
        if (type is { IsValueType: false, BaseType: { } parent } && parent != typeof(object))
            parents.Insert(0, Name(parent));
        return parents is [] ? "" : $" : {string.Join(", ", parents)}";
    }
}
