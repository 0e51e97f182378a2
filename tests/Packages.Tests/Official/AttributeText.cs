using System.Reflection;

namespace Bundt.Packages.Tests.Official;

/// <summary>Writes the attributes that bind those who use a type or member: where it may be used, and those of the package itself.</summary>
internal static class AttributeText
{
    public static string Of(MemberInfo member) => string.Concat(member.CustomAttributes
        .Where(attribute => attribute.AttributeType == typeof(AttributeUsageAttribute)
            || (attribute.AttributeType.Assembly == member.Module.Assembly && attribute.AttributeType.IsPublic))
        .Select(Text));

    private static string Text(CustomAttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments.Select(Value)
            .Concat(attribute.NamedArguments.Select(argument => $"{argument.MemberName} = {Value(argument.TypedValue)}"));
        return $"[{attribute.AttributeType.Name[..^nameof(Attribute).Length]}({string.Join(", ", arguments)})] ";
    }

    private static string Value(CustomAttributeTypedArgument argument) => argument.ArgumentType.IsEnum
        ? Enum.ToObject(argument.ArgumentType, argument.Value!).ToString()!
        : MemberText.Value(argument.Value, argument.ArgumentType);
}
