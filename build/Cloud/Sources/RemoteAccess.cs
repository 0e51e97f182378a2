using System.Text;
using System.Text.RegularExpressions;
using Bundt.Domain;
using Bundt.Domain.Environments;
using LibGit2Sharp;

namespace Bundt.Cloud.Sources;

/// <summary>
/// The way in at a remote, told to git in environment variables, which no list of processes shows. Credentials are the token that the environment
/// file names the variable of, or those in the remote's URL; without either, git finds them by itself, as it does at a prompt.
/// </summary>
internal sealed partial class RemoteAccess
{
    // Hosts take any user with a token; this is the one that GitHub's own documentation has.
    private const string AnyUser = "x-access-token";

    private readonly Dictionary<string, string> _variables = [];
    private readonly List<string> _secrets = [];

    private RemoteAccess(string url) => Url = WithoutCredentials(url);

    /// <summary>The remote's URL without credentials.</summary>
    public string Url { get; }

    /// <summary>The environment variables that let git in.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>Finds the way in.</summary>
    /// <exception cref="Problem">There is no such remote, or no such token, or the token is not for it.</exception>
    public static RemoteAccess Of(Application app, Repository repository)
    {
        var remote = repository.Network.Remotes[app.Remote] ?? throw new Problem(
            $"The clone {app.Checkout} has no remote {app.Remote}.", "Nothing was changed.", "Set application.remote in the environment file to the remote that releases are pushed to.");
        var token = Token(app);
        var access = new RemoteAccess(remote.Url);
        var urls = new[] { ("url", remote.Url), ("pushurl", remote.PushUrl ?? remote.Url) }.DistinctBy(url => url.Item2);
        foreach (var (key, url) in urls)
            access.Open(app, token, url, written: repository.Config.Get<string>($"remote.{app.Remote}.{key}")?.Value ?? url);
        return access;
    }

    /// <summary>The remote as those meet it who fetch from it elsewhere.</summary>
    public CodeRepository AsRepository() => new(Url, _variables.GetValueOrDefault("BUNDT_GIT_USER_0"), _variables.GetValueOrDefault("BUNDT_GIT_PASSWORD_0"));

    /// <summary>A URL without the credentials in it; git@host:… has none.</summary>
    public static string WithoutCredentials(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", UserInfo.Length: > 0 }
        ? new UriBuilder(address) { UserName = "", Password = "" }.Uri.AbsoluteUri
        : url;

    /// <summary>A line that git said, without secrets.</summary>
    public string Hide(string line) => _secrets.Aggregate(UserInfo().Replace(line, "://"), (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));

    private static string? Token(Application app)
    {
        if (app.TokenVariable is not { } name)
            return null;
        return System.Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } token ? token : throw new Problem(
            $"There is no token for {app.Remote}: the environment variable {name}, which application.tokenVariable names, is not set.", "Nothing was changed.",
            $"Give {name} to this run, as a secret of the CI job; or leave application.tokenVariable out, to have git find the way in by itself.");
    }

    private void Open(Application app, string? token, string url, string written)
    {
        var address = Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed : null;
        if (token is not null && address?.Scheme != Uri.UriSchemeHttps)
        {
            throw new Problem(
                $"application.tokenVariable is for a remote with https://, and {app.Remote} is {WithoutCredentials(url)}.", "Nothing was changed.",
                "Leave it out: SSH has keys. Or give the remote its https:// address.");
        }

        var known = address is { Scheme: "https" or "http" } ? address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray() : [""];
        if (token is null && known.Length < 2)
            return;

        var (user, password) = (app.TokenUser ?? (known[0].Length > 0 ? known[0] : AnyUser), token ?? known[1]);
        var (plain, place) = (WithoutCredentials(url), _secrets.Count);
        _secrets.AddRange(new[] { password, Uri.EscapeDataString(password), Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")) }.Where(secret => secret.Length > 0).Distinct());
        _variables[$"BUNDT_GIT_USER_{place}"] = user;
        _variables[$"BUNDT_GIT_PASSWORD_{place}"] = password;

        // Empty values take back what was set before: nobody else is asked, or told.
        if (written != plain)
            Configure($"url.{plain}.insteadOf", written);
        if (token is not null)
            Configure($"http.{plain}.extraHeader", "");
        Configure($"credential.{plain}.helper", "");
        Configure($"credential.{plain}.helper", $"!f() {{ test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$BUNDT_GIT_USER_{place}\" \"$BUNDT_GIT_PASSWORD_{place}\"; }}; f");
    }

    // Variables that this process has already may configure git too.
    private void Configure(string key, string value)
    {
        var count = _variables.GetValueOrDefault("GIT_CONFIG_COUNT") ?? System.Environment.GetEnvironmentVariable("GIT_CONFIG_COUNT");
        var number = int.TryParse(count, out var set) ? set : 0;
        _variables[$"GIT_CONFIG_KEY_{number}"] = key;
        _variables[$"GIT_CONFIG_VALUE_{number}"] = value;
        _variables["GIT_CONFIG_COUNT"] = $"{number + 1}";
    }

    [GeneratedRegex("://[^/@\\s']+@")]
    private static partial Regex UserInfo();
}
