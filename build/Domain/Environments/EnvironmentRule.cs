namespace Bundt.Domain.Environments;

/// <summary>What one value of an environment file has to be.</summary>
/// <param name="Key">Where it stands, as in <c>servers.min</c>.</param>
/// <param name="Value">What it is.</param>
/// <param name="Holds">Whether it is as it has to be.</param>
/// <param name="Expected">What it has to be, as in "a port from 1 to 65535".</param>
public sealed record EnvironmentRule(string Key, object? Value, bool Holds, string Expected)
{
    /// <summary>What is wrong, for a person.</summary>
    public override string ToString() => $"{Key} is {(Value is null or "" ? "empty" : $"'{Value}'")}: expected {Expected}";
}
