using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Web;

/// <summary>What <c>/version</c> answers.</summary>
public sealed record Facts(string Version, string Commit, string Instance, string Zone, string Environment);

/// <summary>Serialisers made at build time: the first answer does not wait for reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Facts))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(Rehearsal))]
internal sealed partial class Json : JsonSerializerContext;

internal static class JsonFile
{
    /// <summary>Reads <paramref name="path"/>, or null if there is no such file.</summary>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
            return null;

        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize(file, type);
    }
}
