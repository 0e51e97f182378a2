using System.Text.RegularExpressions;
using Bundt.Domain;

namespace Bundt.Cloud.Sources;

/// <summary>What went wrong between git and a remote, in words of a person who has to mend it, with git's own below.</summary>
internal static partial class GitFailure
{
    private const int Shown = 8;

    private static readonly (string Sign, string Meaning, string Next)[] Known =
    [
        ("Host key for .* has changed", "its host key is another one than ssh knows",
            "Find out why before you go on: somebody may stand in between. If the host has a new key, replace the old one in known_hosts."),
        ("Host key verification failed", "its host key is not known here",
            "Compare the fingerprint of its key with the one that the host publishes, add the key to known_hosts (ssh-keyscan), then run again."),
        (@"Permission denied \(", "it accepted none of the SSH keys at hand",
            "Have a key that it knows in ssh's usual places, in an agent or in GIT_SSH_COMMAND, without a passphrase to ask for, then run again."),
        ("could not read (Username|Password)", "git has no credentials for it, or none that it accepts",
            "Name the environment variable that holds a token in application.tokenVariable, or let git in: a credential helper, GIT_ASKPASS or http.extraHeader."),
        ("Authentication failed", "it did not accept the credentials",
            "Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say."),
        (@"returned error: 403|marked as read.only|denied to\b|not allowed to push", "the credentials are good, but may not do that",
            "Let them write there (in GitHub Actions: permissions: contents: write), then run again."),
        (@"returned error: 404|[Rr]epository .*not found|does not appear to be a git repository", "there is no such repository, or none that the credentials may see",
            "Check the remote's address (git remote -v) and what the credentials may see, then run again."),
        (@"\bSSL\b|certificate", "its certificate is not trusted here",
            "Have git trust the authority that signed it: http.sslCAInfo in the clone's configuration (GIT_SSL_CAINFO goes before it), or this computer's store."),
        (@"\(already exists\)|would clobber existing tag", "another tag of that name stands there already, and tags are never moved",
            "Look at it (git ls-remote --tags), and release under a version that is not taken."),
        (@"\[remote rejected\]", "it refused", "What it says is above. Let the tags of releases through there, then run again."),
        ("Could not resolve host|Connection refused|Connection reset|[Tt]imed out|unreachable|Failed to connect", "it does not answer",
            "Check that the remote is there and that the network lets you through to it, then run again."),
    ];

    /// <summary>Makes a problem of it.</summary>
    /// <param name="what">What git was to do, as in <c>push v1.4.2 to</c>.</param>
    /// <param name="remote">The remote, and its URL without credentials.</param>
    /// <param name="answer">What git answered.</param>
    public static Problem Of(string what, string remote, GitAnswer answer)
    {
        var said = answer.Lines.Where(line => !Noise().IsMatch(line)).Select(line => line.Replace('\t', ' ').TrimEnd()).ToArray();
        var (_, meaning, next) = Known.Append((Sign: "", $"exit code {answer.Code}", "Check that the remote is there and that you may use it, then run again."))
            .First(known => known.Sign.Length == 0 || said.Any(line => Regex.IsMatch(line, known.Sign)));
        return new(
            string.Join(Environment.NewLine + "    ", [$"git could not {what} {remote}: {meaning}.", .. said.TakeLast(Shown)]), "No tag was made. Live traffic is untouched.", next);
    }

    // What is told for each ref, and advice for somebody at a terminal.
    [GeneratedRegex(@"^\s*$|^To |^From |^Done$|^error: failed to push some refs|^hint:|^Please make sure you have|^and the repository exists|^fatal: Could not read from remote|^@|^IT IS POSSIBLE|^Someone could be|^It is also possible|^The fingerprint for|^SHA256:|^Please contact|^Add correct host key|^  remove with:|^  ssh-keygen|^Fetching|^POST git|^ [ *+=t-] .* -> |^ +[0-9a-f]+\.\.")]
    private static partial Regex Noise();
}
