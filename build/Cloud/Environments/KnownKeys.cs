using System.Runtime.Serialization;
using YamlDotNet.Serialization;

namespace Bundt.Cloud.Environments;

/// <summary>Says of an unknown key which ones there are.</summary>
internal sealed class KnownKeys(ITypeInspector inner) : ITypeInspector
{
    /// <inheritdoc />
    public IEnumerable<IPropertyDescriptor> GetProperties(Type type, object? container) => inner.GetProperties(type, container);

    /// <inheritdoc />
    public IPropertyDescriptor GetProperty(Type type, object? container, string name, bool ignoreUnmatched, bool caseInsensitivePropertyMatching) =>
        GetProperties(type, container).FirstOrDefault(known => known.Name == name) ?? throw new SerializationException(
            $"there is no key '{name}' here: expected one of {string.Join(", ", GetProperties(type, container).Where(known => known.CanWrite).Select(known => known.Name).Order(StringComparer.Ordinal))}");

    /// <inheritdoc />
    public string GetEnumName(Type enumType, string name) => inner.GetEnumName(enumType, name);

    /// <inheritdoc />
    public string GetEnumValue(object enumValue) => inner.GetEnumValue(enumValue);
}
