using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Bundt.Cloud.Environments;

/// <summary>Reads durations as people write them: <c>500ms</c>, <c>90s</c>, <c>10m</c>, <c>4h</c>.</summary>
internal sealed class DurationConverter : IYamlTypeConverter
{
    private static readonly (string Unit, Func<double, TimeSpan> From)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds), ("s", TimeSpan.FromSeconds), ("m", TimeSpan.FromMinutes), ("h", TimeSpan.FromHours),
    ];

    /// <inheritdoc />
    public bool Accepts(Type type) => type == typeof(TimeSpan);

    /// <inheritdoc />
    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        var scalar = parser.Consume<Scalar>();
        foreach (var (unit, from) in Units)
        {
            if (scalar.Value.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(scalar.Value[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return from(number);
        }

        throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not a duration: expected a number and ms, s, m or h, such as 90s");
    }

    /// <inheritdoc />
    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        emitter.Emit(new Scalar(((TimeSpan)value!).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s"));
}
