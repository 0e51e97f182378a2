using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bundt.Packages.Tests.Official;

/// <summary>Writes members as the lists of the official packages do.</summary>
internal static class MemberText
{
    /// <summary>What a member is declared as, or null for one that is neither public nor protected.</summary>
    public static string? Of(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor)
            => $"{Access(constructor)}{TypeText.BareName(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method)
            => $"{Access(method)}{Modifier(method)}{TypeText.Name(method.ReturnType)} {method.Name}"
                + $"{TypeText.Generics(method.GetGenericArguments())}({Parameters(method)})"
                + TypeText.Constraints(method.GetGenericArguments()),
        MethodInfo { Name: "op_Implicit" } conversion
            => $"public static implicit operator {TypeText.Name(conversion.ReturnType)}({Parameters(conversion)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray() is [var first, ..] accessors
            => $"{AttributeText.Of(property)}{Access(first)}{Modifier(first)}{TypeText.Name(property.PropertyType)} {property.Name} "
                + $"{{ {string.Concat(accessors.Select(accessor => Accessor(accessor, first)))}}}",
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily => Field(field),
        EventInfo => throw new NotSupportedException($"{member} is of a kind that is not compared."),
        _ => null,
    };

    /// <summary>A value as C# writes it.</summary>
    public static string Value(object? value, Type type) => value switch
    {
        null => type.IsValueType ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method)
        => method.DeclaringType!.IsInterface ? "" : method.IsPublic ? "public " : "protected ";

    private static string Modifier(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => method.IsAbstract ? "" : "default ",
        { IsAbstract: true } => "abstract ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Accessor(MethodInfo accessor, MethodInfo first)
    {
        var kind = accessor.ReturnType != typeof(void) ? "get"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";
        return $"{(accessor.IsPublic == first.IsPublic ? "" : Access(accessor))}{kind}; ";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.Position == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")
        + $"{TypeText.Name(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue, parameter.ParameterType)}" : "")));

    /// <summary>A value of an enumeration, a constant, or a field; a static field of its own type is a value, and its text counts.</summary>
    private static string Field(FieldInfo field)
    {
        var type = field.DeclaringType!;
        if (type.IsEnum)
            return $"{field.Name} = {Value(field.GetRawConstantValue(), typeof(int))}";
        var access = field.IsPublic ? "public" : "protected";
        if (field.IsLiteral)
            return $"{access} const {TypeText.Name(field.FieldType)} {field.Name} = {Value(field.GetRawConstantValue(), field.FieldType)}";
        var modifiers = (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsStatic && field.FieldType == type ? $" = \"{field.GetValue(null)}\"" : "";
        return $"{access} {modifiers}{TypeText.Name(field.FieldType)} {field.Name}{value}";
    }
}
