using Bundt.Domain.Environments;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Bundt.Cloud.Environments;

/// <summary>Writes an environment as a file that <see cref="EnvironmentFiles"/> reads: every value, whether or not it is the usual one.</summary>
public static class WrittenEnvironment
{
    /// <summary>The text of the file.</summary>
    /// <param name="environment">The environment.</param>
    public static string Of(ReleaseEnvironment environment) => new SerializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithTypeInspector(inner => new WritableKeys(inner))
        .WithTypeConverter(new DurationConverter())
        .WithTypeConverter(new PlainValueConverter())
        .WithQuotingNecessaryStrings()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull)
        .DisableAliases()
        .Build().Serialize(environment);
}
