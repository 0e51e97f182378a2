using System.Text.RegularExpressions;
using LibGit2Sharp;

namespace Bundt.Cloud.Sources;

/// <summary>
/// What opens the remote of a clone, for programs that work elsewhere: a configuration for git in a folder that only the present user can
/// read, until it is disposed. So a checkout knows the address of its remote, relative ones of submodules can be told, and no credential is
/// in it, where tests could read it.
/// </summary>
internal sealed partial class CheckoutAccess : IDisposable
{
    // What a clone of its own may say about how remotes are reached.
    private static readonly string[] Sections = ["http.", "credential.", "url.", "core.sshcommand", "lfs.url"];

    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bundt-git-");

    /// <summary>Takes it from a clone.</summary>
    /// <param name="clone">The clone.</param>
    /// <param name="remote">The name of its remote.</param>
    /// <param name="variables">The environment variables that let git in there.</param>
    public CheckoutAccess(Repository clone, string remote, IReadOnlyDictionary<string, string> variables)
    {
        _variables = variables;
        GitFolder = Path.GetFullPath(clone.Info.Path);
        var url = clone.Network.Remotes[remote]?.Url;
        Url = url is null ? null : WithoutCredentials(Whole(clone, url));
        File.WriteAllLines(Variables["GIT_CONFIG_GLOBAL"],
        [
            .. Present().Where(File.Exists).Select(file => Line("include.path", file)),

            // What Git LFS keeps elsewhere is fetched in one go, by its own command, if it is there.
            Line("filter.lfs.process", ""), Line("filter.lfs.smudge", ""), Line("filter.lfs.required", "false"),
            .. clone.Config
                .Where(entry => entry.Level == ConfigurationLevel.Local && Sections.Any(section => entry.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase)))
                .Select(entry => Line(entry.Key, entry.Value)),
            .. Credentials().Match(url ?? "") is { Success: true, Value: var host } ? [Line($"url.{host}.insteadOf", WithoutCredentials(host))] : Array.Empty<string>(),
        ]);
    }

    /// <summary>The clone's folder of git's own.</summary>
    public string GitFolder { get; }

    /// <summary>The remote's address without credentials, or null when there is no such remote.</summary>
    public string? Url { get; }

    /// <summary>The environment variables by which git, and what it starts, know all of it, and ask nobody.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(_variables)
    {
        ["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder.FullName, "config"),
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["LC_ALL"] = "C",
    };

    /// <summary>A text without what lets somebody in at the addresses in it.</summary>
    public static string WithoutCredentials(string text) => Credentials().Replace(text, "${scheme}${host}");

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);

    // As git reads it. LibGit2Sharp, which could write it, loses the quotes that are in a value.
    private static string Line(string key, string value)
    {
        var (first, last) = (key.IndexOf('.', StringComparison.Ordinal), key.LastIndexOf('.'));
        return $"[{key[..first]}{(first == last ? "" : $" {Quoted(key[(first + 1)..last])}")}] {key[(last + 1)..]} = {Quoted(value)}";
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    // The remote may be a folder that is named as the clone sees it.
    private static string Whole(Repository clone, string url) =>
        !url.Contains(':', StringComparison.Ordinal) && Path.GetFullPath(url, clone.Info.WorkingDirectory ?? clone.Info.Path) is var folder && Directory.Exists(folder) ? folder : url;

    // The user's own configuration, which the variable takes the place of.
    private static IEnumerable<string> Present()
    {
        if (Environment.GetEnvironmentVariable("GIT_CONFIG_GLOBAL") is { Length: > 0 } named)
            return [named];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var further = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder ? folder : Path.Combine(home, ".config");
        return [Path.Combine(further, "git", "config"), Path.Combine(home, ".gitconfig")];
    }

    [GeneratedRegex(@"(?<scheme>https?://)[^/@\s]+@(?<host>[^/\s]*/?)")]
    private static partial Regex Credentials();
}
