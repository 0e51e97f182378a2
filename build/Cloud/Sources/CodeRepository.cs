namespace Bundt.Cloud.Sources;

/// <summary>Where servers pull the code from, and what lets them in.</summary>
/// <param name="Url">The URL, without credentials.</param>
/// <param name="User">The user; null where nobody is asked for one.</param>
/// <param name="Token">The token or password that goes with it.</param>
public sealed record CodeRepository(string Url, string? User = null, string? Token = null)
{
    /// <inheritdoc />
    public override string ToString() => Url;
}
