namespace Bundt.LocalCloud.Wire;

/// <summary>A call as <c>GET /_local/calls</c> lists it.</summary>
/// <param name="Sequence">Its number, counted from 1 since the start or the last reset.</param>
/// <param name="Time">When it was answered (UTC).</param>
/// <param name="Service">The signing name of the service.</param>
/// <param name="Action">The action's name.</param>
/// <param name="Region">The region it was signed for.</param>
/// <param name="Write">Whether the action changes anything: it is none of Describe, Get, List and Head.</param>
/// <param name="Parameters">The parameters by their wire names.</param>
/// <param name="UserAgent">What the caller says it is.</param>
/// <param name="Status">The HTTP status of the answer; 0 when the answer was lost.</param>
/// <param name="Error">The error code, or null.</param>
/// <param name="Milliseconds">How long the answer took.</param>
/// <param name="Faults">The ids of the faults that struck it.</param>
public sealed record RecordedCall(
    long Sequence,
    DateTimeOffset Time,
    string Service,
    string Action,
    string Region,
    bool Write,
    IReadOnlyDictionary<string, string> Parameters,
    string UserAgent,
    int Status,
    string? Error,
    double Milliseconds,
    IReadOnlyList<string> Faults)
{
    private static readonly string[] Reading = ["Describe", "Get", "List", "Head"];

    /// <summary>Whether an action of this name changes anything.</summary>
    public static bool Writes(string action) => !Reading.Any(verb => action.StartsWith(verb, StringComparison.Ordinal));
}
