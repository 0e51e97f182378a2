using System.Text.Json;
using System.Text.Json.Serialization;
using Bundt.Domain.Runs;

namespace Bundt.View;

/// <summary>The state of an environment for people and scripts.</summary>
/// <param name="Application">The application.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Address">Where the public finds it.</param>
/// <param name="Live">The live group, or null before the first release.</param>
/// <param name="Groups">All groups, newest first.</param>
public sealed record EnvironmentStatus(string Application, string Environment, Uri Address, GroupStatus? Live, IReadOnlyList<GroupStatus> Groups)
{
    private static StatusJson Lines => field ??= new(new JsonSerializerOptions(StatusJson.Default.Options) { WriteIndented = false });

    /// <summary>The lease of the run that is changing the environment, or null.</summary>
    public Lease? Lease { get; init; }

    /// <summary>The newest runs that wrote, the newest first.</summary>
    public IReadOnlyList<RunRecord> History { get; init; } = [];

    /// <summary>How what is live differs from the environment file, each as a sentence.</summary>
    public IReadOnlyList<string> Drift { get; init; } = [];

    /// <summary>The same as JSON, for scripts.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StatusJson.Default.EnvironmentStatus);

    /// <summary>The same as JSON in one line, for scripts that read one after the other.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Lines.EnvironmentStatus);

    /// <summary>Reads it back.</summary>
    public static EnvironmentStatus? Read(string json) => JsonSerializer.Deserialize(json, StatusJson.Default.EnvironmentStatus);
}

/// <summary>How a status is written; generated at compile time, which keeps the start of the program quick.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EnvironmentStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
