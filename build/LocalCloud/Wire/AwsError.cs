namespace Bundt.LocalCloud.Wire;

/// <summary>A refusal with the error code that AWS gives; clients branch on it.</summary>
/// <param name="code">AWS's error code, for example <c>InvalidParameterValue</c>.</param>
/// <param name="message">AWS's sentence for people.</param>
/// <param name="status">The HTTP status, 400 unless AWS documents another.</param>
public sealed class AwsError(string code, string message, int status = 400) : Exception(message)
{
    /// <summary>AWS's error code.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>The id of the fault that it comes from, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>What S3 says beside the message, by the names of its elements.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];
}
