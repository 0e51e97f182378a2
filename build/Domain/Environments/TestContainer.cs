namespace Bundt.Domain.Environments;

/// <summary>The container in which the application's own tests run. It sees their checkout and nothing else of the computer.</summary>
public sealed record TestContainer
{
    /// <summary>The container image, such as <c>node:22</c>; by digest it is the same one every time.</summary>
    public required string Image { get; init; }

    /// <summary>The network that the tests may use: none, or the name of one of Docker's, such as <c>bridge</c>.</summary>
    public string Network { get; init; } = "none";

    /// <summary>The most memory that they may use, swap included, as in <c>512m</c> or <c>2g</c>; null for no limit.</summary>
    public string? Memory { get; init; }

    /// <summary>The most processors that they may use; null for no limit.</summary>
    public int? Cpus { get; init; }

    /// <summary>The most processes and threads that there may be at a time.</summary>
    public int Pids { get; init; } = 4096;

    /// <summary>Environment variables. The computer's own do not reach the container.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>All of it as one text, for comparing environments.</summary>
    public override string ToString() =>
        $"{Image} (network {Network}, memory {Memory ?? "any"}, cpus {(Cpus is { } most ? $"{most}" : "any")}, pids {Pids}"
        + string.Concat(Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $", {variable.Key}={variable.Value}")) + ")";
}
