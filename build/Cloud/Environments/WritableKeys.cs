using YamlDotNet.Serialization;

namespace Bundt.Cloud.Environments;

/// <summary>Leaves out what follows from the rest, and what a file does not hold: the name of an environment is that of its file.</summary>
internal sealed class WritableKeys(ITypeInspector inner) : ITypeInspector
{
    /// <inheritdoc />
    public IEnumerable<IPropertyDescriptor> GetProperties(Type type, object? container) => inner.GetProperties(type, container)
        .Where(known => known.CanWrite && !(type == typeof(Domain.Environments.ReleaseEnvironment) && known.Name == "name"));

    /// <inheritdoc />
    public IPropertyDescriptor GetProperty(Type type, object? container, string name, bool ignoreUnmatched, bool caseInsensitivePropertyMatching) =>
        inner.GetProperty(type, container, name, ignoreUnmatched, caseInsensitivePropertyMatching);

    /// <inheritdoc />
    public string GetEnumName(Type enumType, string name) => inner.GetEnumName(enumType, name);

    /// <inheritdoc />
    public string GetEnumValue(object enumValue) => inner.GetEnumValue(enumValue);
}
