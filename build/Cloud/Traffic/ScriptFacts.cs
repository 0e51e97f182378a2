namespace Bundt.Cloud.Traffic;

/// <summary>What a program of the team's is told of the release that it is run for.</summary>
/// <param name="Address">Where it is to look, <c>BUNDT_ADDRESS</c>: the new servers' preview, or live traffic once that goes to them.</param>
/// <param name="Live">Where the public finds the application, <c>BUNDT_LIVE_ADDRESS</c>.</param>
/// <param name="Version">The version, <c>BUNDT_VERSION</c>.</param>
/// <param name="Group">The server group that carries it, <c>BUNDT_GROUP</c>.</param>
public sealed record ScriptFacts(Uri Address, Uri Live, string Version, string Group)
{
    /// <summary>The same as environment variables.</summary>
    /// <param name="environment">The environment's name, <c>BUNDT_ENV</c>.</param>
    internal Dictionary<string, string> Variables(string environment) => new()
    {
        ["BUNDT_ADDRESS"] = Plain(Address),
        ["BUNDT_LIVE_ADDRESS"] = Plain(Live),
        ["BUNDT_VERSION"] = Version,
        ["BUNDT_ENV"] = environment,
        ["BUNDT_GROUP"] = Group,
    };

    private static string Plain(Uri address) => address.ToString().TrimEnd('/');
}
