using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bundt.Pipeline;

/// <summary>Something that happened in a run: one line of its events.jsonl.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Event"><c>step-begun</c>, <c>step-ended</c>, <c>waiting</c> (at the beginning and for each new reason), <c>wait-ended</c> or <c>said</c>.</param>
/// <param name="Step">The target it is about, or null.</param>
/// <param name="What">What is waited for, or null.</param>
/// <param name="Text">The reason of a wait, or what was said; or null.</param>
/// <param name="Seconds">How long it has taken, or null.</param>
/// <param name="Succeeded">Whether what has ended came to what it was to come to; null for all else.</param>
public sealed record RunEvent(
    DateTimeOffset At, string Event, string? Step = null, string? What = null, string? Text = null, double? Seconds = null, bool? Succeeded = null)
{
    /// <summary>A target has begun.</summary>
    public const string StepBegun = "step-begun";

    /// <summary>A target has ended.</summary>
    public const string StepEnded = "step-ended";

    /// <summary>Something is waited for, for a reason.</summary>
    public const string Waiting = "waiting";

    /// <summary>It is not waited for any more.</summary>
    public const string WaitEnded = "wait-ended";

    /// <summary>Something was told to whoever watches.</summary>
    public const string Said = "said";

    /// <summary>As a line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EventJson.Default.RunEvent);

    /// <summary>Reads one back; null when it is none, such as the half line of a run that was killed.</summary>
    public static RunEvent? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EventJson.Default.RunEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How events are written; generated at compile time, which keeps the start of a run quick.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
