namespace Bundt.Domain.Environments;

/// <summary>A GET through the preview, and what has to come back.</summary>
public sealed record VerifyRequest
{
    /// <summary>The path, with a query where there is one.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Headers by name, each with a regular expression that its value matches.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A regular expression that the body matches; null when any will do.</summary>
    public string? Body { get; init; }

    /// <summary>Values of a JSON body by their JSON path, such as <c>$.database.state</c>.</summary>
    public IReadOnlyDictionary<string, string> Json { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the answer may take; null when only the time limit of all probes counts.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>How many times in a row it is asked and has to be answered so.</summary>
    public int Times { get; init; } = 3;
}
