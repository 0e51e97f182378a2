using Bundt.Domain;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Bundt.Cloud.Environments;

/// <summary>Reads durations as people write them.</summary>
internal sealed class DurationConverter : IYamlTypeConverter
{
    /// <inheritdoc />
    public bool Accepts(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(TimeSpan);

    /// <inheritdoc />
    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        var scalar = parser.Consume<Scalar>();
        return Durations.TryParse(scalar.Value)
            ?? throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not a duration: expected {Durations.Expected}");
    }

    /// <inheritdoc />
    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        emitter.Emit(new Scalar(Durations.Written((TimeSpan)value!)));
}
