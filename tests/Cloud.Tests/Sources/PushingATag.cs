using System.Text;
using System.Text.RegularExpressions;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;
using Bundt.Domain;
using Bundt.Domain.Releases;
using LibGit2Sharp;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>
/// Every way to a remote, with every kind of credentials, at real servers: what comes of it, in the very words that people see. It changes
/// environment variables of this process, and so is alone.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class PushingATag : IAsyncLifetime
{
    private const string Variable = "BUNDT_TEST_GIT_TOKEN";
    private const string WrongToken = "wrong-token-0123456789";
    private const string Fetched = "fetched";
    private const string Pushed = "v1.4.2 is pushed";
    private static readonly ReleaseVersion Version = new(1, 4, 2);

    private readonly Repositories _git = new();
    private HttpsHost? _https;
    private SshHost? _ssh;

    /// <summary>The way, whether it fetches, and what comes of pushing; a fetch that fails says the same.</summary>
    public static TheoryData<string, bool, string> Matrix => new()
    {
        {
            "https, no credentials", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): git has no credentials for it, or none that it accepts.
                fatal: could not read Username for 'https://HOST': terminal prompts disabled
              No tag was made. Live traffic is untouched.
              Name the environment variable that holds a token in application.tokenVariable, or let git in: a credential helper, GIT_ASKPASS or http.extraHeader.
            """
        },
        { "https, a token", true, Pushed },
        { "https, a token, a stale extraheader too", true, Pushed },
        {
            "https, a wrong token", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
        {
            "https, a reading token", true,
            """
            git could not ACT origin (https://HOST/git/bare.git): the credentials are good, but may not do that.
                fatal: unable to access 'https://HOST/git/bare.git/': The requested URL returned error: 403
              No tag was made. Live traffic is untouched.
              Let them write there (in GitHub Actions: permissions: contents: write), then run again.
            """
        },
        {
            "https, a token that is not set", false,
            """
            There is no token for origin: the environment variable BUNDT_TEST_GIT_TOKEN, which application.tokenVariable names, is not set.
              Nothing was changed.
              Give BUNDT_TEST_GIT_TOKEN to this run, as a secret of the CI job; or leave application.tokenVariable out, to have git find the way in by itself.
            """
        },
        {
            "https, a token, a refusing hook", true,
            """
            git could not ACT origin (https://HOST/git/bare.git): it refused.
                remote: Tags are made by the release team.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [remote rejected] (pre-receive hook declined)
              No tag was made. Live traffic is untouched.
              What it says is above. Let the tags of releases through there, then run again.
            """
        },
        {
            "https, a token, the certificate is not trusted", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): its certificate is not trusted here.
                fatal: unable to access 'https://HOST/git/bare.git/': server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none
              No tag was made. Live traffic is untouched.
              Have git trust the authority that signed it: http.sslCAInfo in the clone's configuration (GIT_SSL_CAINFO goes before it), or this computer's store.
            """
        },
        {
            "https, a token, no such repository", false,
            """
            git could not ACT origin (https://HOST/git/nowhere.git): there is no such repository, or none that the credentials may see.
                fatal: repository 'https://HOST/git/nowhere.git/' not found
              No tag was made. Live traffic is untouched.
              Check the remote's address (git remote -v) and what the credentials may see, then run again.
            """
        },
        {
            "https, a token, nobody listens", false,
            """
            git could not ACT origin (https://127.0.0.1:9/git/bare.git): it does not answer.
                fatal: unable to access 'https://127.0.0.1:9/git/bare.git/': Failed to connect to 127.0.0.1 port 9 after N ms: Couldn't connect to server
              No tag was made. Live traffic is untouched.
              Check that the remote is there and that the network lets you through to it, then run again.
            """
        },
        { "https, an extraheader", true, Pushed },
        {
            "https, a wrong extraheader", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): git has no credentials for it, or none that it accepts.
                fatal: could not read Username for 'https://HOST': terminal prompts disabled
              No tag was made. Live traffic is untouched.
              Name the environment variable that holds a token in application.tokenVariable, or let git in: a credential helper, GIT_ASKPASS or http.extraHeader.
            """
        },
        { "https, a credential helper", true, Pushed },
        {
            "https, a wrong credential helper", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
        { "https, GIT_ASKPASS", true, Pushed },
        {
            "https, a wrong GIT_ASKPASS", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
        { "https, credentials in the URL", true, Pushed },
        {
            "https, wrong credentials in the URL", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
        { "file, no credentials", true, Pushed },
        {
            "file, a refusing hook", true,
            """
            git could not ACT origin (FOLDER/bare.git): it refused.
                remote: Tags are made by the release team.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [remote rejected] (pre-receive hook declined)
              No tag was made. Live traffic is untouched.
              What it says is above. Let the tags of releases through there, then run again.
            """
        },
        {
            "file, the remote is gone", false,
            """
            git could not ACT origin (FOLDER/bare.git): there is no such repository, or none that the credentials may see.
                fatal: 'FOLDER/bare.git' does not appear to be a git repository
              No tag was made. Live traffic is untouched.
              Check the remote's address (git remote -v) and what the credentials may see, then run again.
            """
        },
        {
            "file, a tag in the way", true,
            """
            git could not make the tag v1.4.2: tag already exists.
              No tag was made. Live traffic is untouched.
              Look at it (git show v1.4.2), and release under a version that is not taken.
            """
        },
        {
            "file, a token", false,
            """
            application.tokenVariable is for a remote with https://, and origin is FOLDER/bare.git.
              Nothing was changed.
              Leave it out: SSH has keys. Or give the remote its https:// address.
            """
        },
        { "ssh, a key", true, Pushed },
        { "ssh, a key in GIT_SSH_COMMAND", true, Pushed },
        {
            "ssh, a key, a refusing hook", true,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it refused.
                remote: Tags are made by the release team.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [remote rejected] (pre-receive hook declined)
              No tag was made. Live traffic is untouched.
              What it says is above. Let the tags of releases through there, then run again.
            """
        },
        {
            "ssh, no key", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it accepted none of the SSH keys at hand.
                USER@HOST: Permission denied (publickey).
              No tag was made. Live traffic is untouched.
              Have a key that it knows in ssh's usual places, in an agent or in GIT_SSH_COMMAND, without a passphrase to ask for, then run again.
            """
        },
        {
            "ssh, a wrong key", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it accepted none of the SSH keys at hand.
                USER@HOST: Permission denied (publickey).
              No tag was made. Live traffic is untouched.
              Have a key that it knows in ssh's usual places, in an agent or in GIT_SSH_COMMAND, without a passphrase to ask for, then run again.
            """
        },
        {
            "ssh, a reading key", true,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): the credentials are good, but may not do that.
                ERROR: The key you are authenticating with has been marked as read only.
              No tag was made. Live traffic is untouched.
              Let them write there (in GitHub Actions: permissions: contents: write), then run again.
            """
        },
        {
            "ssh, a key, the host key is not known", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): its host key is not known here.
                Host key verification failed.
              No tag was made. Live traffic is untouched.
              Compare the fingerprint of its key with the one that the host publishes, add the key to known_hosts (ssh-keyscan), then run again.
            """
        },
        {
            "ssh, a key, the host key is another one", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): its host key is another one than ssh knows.
                Offending ED25519 key in KEYS/changed:1
                Host key for [HOST] has changed and you have requested strict checking.
                Host key verification failed.
              No tag was made. Live traffic is untouched.
              Find out why before you go on: somebody may stand in between. If the host has a new key, replace the old one in known_hosts.
            """
        },
        {
            "ssh, a key, no such repository", false,
            """
            git could not ACT origin (ssh://USER@HOST/nowhere.git): there is no such repository, or none that the credentials may see.
                fatal: '/nowhere.git' does not appear to be a git repository
              No tag was made. Live traffic is untouched.
              Check the remote's address (git remote -v) and what the credentials may see, then run again.
            """
        },
        {
            "ssh, a token", false,
            """
            application.tokenVariable is for a remote with https://, and origin is ssh://USER@HOSTFOLDER/bare.git.
              Nothing was changed.
              Leave it out: SSH has keys. Or give the remote its https:// address.
            """
        },
        {
            "file, a tag made meanwhile", true,
            """
            git could not ACT origin (FOLDER/bare.git): another tag of that name stands there already, and tags are never moved.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [rejected] (already exists)
              No tag was made. Live traffic is untouched.
              Look at it (git ls-remote --tags), and release under a version that is not taken.
            """
        },
        {
            "ssh, a key with a passphrase", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it accepted none of the SSH keys at hand.
                USER@HOST: Permission denied (publickey).
              No tag was made. Live traffic is untouched.
              Have a key that it knows in ssh's usual places, in an agent or in GIT_SSH_COMMAND, without a passphrase to ask for, then run again.
            """
        },
        { "ssh, a key in an agent", true, Pushed },
    };

    public async ValueTask InitializeAsync()
    {
        _https = await HttpsHost.Start(_git.Root);
        _ssh = SshHost.Program is null ? null : await SshHost.Start();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var variable in new[] { Variable, "GIT_ASKPASS", "GIT_SSH_COMMAND" })
            Environment.SetEnvironmentVariable(variable, null);
        await (_https?.DisposeAsync() ?? default);
        await (_ssh?.DisposeAsync() ?? default);
        _git.Dispose();
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Should_Come_To_This(string way, bool fetches, string told)
    {
        Assert.SkipWhen(way.StartsWith("ssh", StringComparison.Ordinal) && _ssh is null, SshHost.Missing);
        var source = await Take(way);

        var fetched = await Told(() => source.Fetch(Cancelled), Fetched);
        if (way.EndsWith("made meanwhile", StringComparison.Ordinal))
            Theirs();
        var pushed = await Told(() => source.Tag(Version, _git.First, "v1.4.2\n", Cancelled), Pushed);

        TestContext.Current.TestOutputHelper!.WriteLine($"== {way}\n-- fetch: {fetched}\n-- push: {pushed}\n");
        fetched.ShouldBe(fetches ? Fetched : told.Replace("ACT", "fetch from", StringComparison.Ordinal));
        pushed.ShouldBe(told.Replace("ACT", "push v1.4.2 to", StringComparison.Ordinal));
        foreach (var secret in new[] { HttpsHost.Token, HttpsHost.ReadingToken, WrongToken })
            (fetched + pushed).ShouldNotContain(secret);
        if (told == Pushed)
            (await source.IsPublished(Version, Cancelled)).ShouldBeTrue();
        else if (!way.Contains("a tag", StringComparison.Ordinal))
            NobodyHasATag();
    }

    private void NobodyHasATag()
    {
        foreach (var path in new[] { _git.Clone, _git.Bare }.Where(Directory.Exists))
            _git.In(path, repository => repository.Tags.Count()).ShouldBe(0);
    }

    private void Theirs() => _git.In(_git.Bare, bare => bare.ApplyTag("v1.4.2", _git.First, new("Somebody", "else@example.org", DateTimeOffset.UnixEpoch), "theirs"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Sets the clone up for a way.</summary>
    private async Task<SourceCode> Take(string way)
    {
        var (transport, credentials) = (way.Split(", ")[0], way.Split(", ", 2)[1]);
        switch (transport)
        {
            case "https":
                _git.Remote(_https!.Url());
                _git.Configure("http.sslCAInfo", _https.Certificate);
                // Nothing of this computer's own.
                _git.Configure("credential.helper", "");
                break;
            case "ssh":
                _git.Remote(_ssh!.Url(_git.Bare));
                break;
        }

        switch (credentials)
        {
            case "a refusing hook":
                Hook();
                break;
            case "the remote is gone":
                Directory.Move(_git.Bare, _git.Below("elsewhere.git"));
                break;
            case "a tag in the way":
                Theirs();
                break;
            case "a token":
                return WithToken(HttpsHost.Token);
            case "a token, a stale extraheader too":
                _git.Configure($"http.https://127.0.0.1:{_https!.Port}/.extraheader", Header("stale"));
                return WithToken(HttpsHost.Token);
            case "a wrong token":
                return WithToken(WrongToken);
            case "a reading token":
                return WithToken(HttpsHost.ReadingToken);
            case "a token that is not set":
                return _git.With(app => app with { TokenVariable = Variable });
            case "a token, a refusing hook":
                Hook();
                return WithToken(HttpsHost.Token);
            case "a token, the certificate is not trusted":
                _git.Configure("http.sslCAInfo", "/etc/ssl/certs/ca-certificates.crt");
                return WithToken(HttpsHost.Token);
            case "a token, no such repository":
                _git.Remote(_https!.Url().Replace("bare.git", "nowhere.git", StringComparison.Ordinal));
                return WithToken(HttpsHost.Token);
            case "a token, nobody listens":
                _git.Remote("https://127.0.0.1:9/git/bare.git");
                return WithToken(HttpsHost.Token);
            case "an extraheader":
                _git.Configure($"http.https://127.0.0.1:{_https!.Port}/.extraheader", Header(HttpsHost.Token));
                break;
            case "a wrong extraheader":
                _git.Configure($"http.https://127.0.0.1:{_https!.Port}/.extraheader", Header(WrongToken));
                break;
            case "a credential helper":
                Helper(HttpsHost.Token);
                break;
            case "a wrong credential helper":
                Helper(WrongToken);
                break;
            case "GIT_ASKPASS":
                AskPass(HttpsHost.Token);
                break;
            case "a wrong GIT_ASKPASS":
                AskPass(WrongToken);
                break;
            case "credentials in the URL":
                _git.Remote(_https!.Url($"anna:{HttpsHost.Token}@"));
                break;
            case "wrong credentials in the URL":
                _git.Remote(_https!.Url($"anna:{WrongToken}@"));
                break;
            case "a key":
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh!.Key, _ssh.Known));
                break;
            case "a key, a refusing hook":
                Hook();
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh!.Key, _ssh.Known));
                break;
            case "a key in GIT_SSH_COMMAND":
                Environment.SetEnvironmentVariable("GIT_SSH_COMMAND", SshHost.Ssh(_ssh!.Key, _ssh.Known));
                break;
            case "no key":
                _git.Configure("core.sshCommand", SshHost.Ssh("none", _ssh!.Known));
                break;
            case "a wrong key":
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh!.StrangersKey, _ssh.Known));
                break;
            case "a reading key":
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh!.ReadingKey, _ssh.Known));
                break;
            case "a key with a passphrase":
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh!.LockedKey, _ssh.Known));
                break;
            case "a key in an agent":
                _git.Configure("core.sshCommand", SshHost.Ssh("none", _ssh!.Known, await _ssh.Agent()));
                break;
            case "a key, the host key is not known":
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh!.Key, _ssh.KnownToNobody));
                break;
            case "a key, the host key is another one":
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh!.Key, _ssh.KnownAsAnother));
                break;
            case "a key, no such repository":
                _git.Remote(_ssh!.Url("/nowhere.git"));
                _git.Configure("core.sshCommand", SshHost.Ssh(_ssh.Key, _ssh.Known));
                break;
            default:
                credentials.ShouldBeOneOf("no credentials", "a tag made meanwhile");
                break;
        }

        return _git.Source;
    }

    private SourceCode WithToken(string token)
    {
        Environment.SetEnvironmentVariable(Variable, token);
        return _git.With(app => app with { TokenVariable = Variable });
    }

    private void Hook() => _git.Script("bare.git/hooks/pre-receive", "echo 'Tags are made by the release team.' >&2; exit 1\n");

    private void Helper(string token)
    {
        _git.Script("helper.sh", $"test \"$1\" = get && printf 'username=anna\\npassword={token}\\n'\n");
        _git.Configure("credential.helper", _git.Below("helper.sh"));
    }

    private void AskPass(string token)
    {
        _git.Script("askpass.sh", $"case $1 in Username*) echo anna ;; *) echo {token} ;; esac\n");
        Environment.SetEnvironmentVariable("GIT_ASKPASS", _git.Below("askpass.sh"));
    }

    private static string Header(string token) => $"AUTHORIZATION: basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{token}"))}";

    // What differs from run to run is named.
    private async Task<string> Told(Func<Task> act, string done)
    {
        try
        {
            await act();
            return done;
        }
        catch (Problem problem)
        {
            return Duration().Replace(problem.Message, "after N ms")
                .Replace(_ssh?.Folder ?? "no folder", "KEYS", StringComparison.Ordinal)
                .Replace($"[127.0.0.1]:{_ssh?.Port}", "[HOST]", StringComparison.Ordinal)
                .Replace(_git.Root, "FOLDER", StringComparison.Ordinal)
                .Replace($"127.0.0.1:{_https!.Port}", "HOST", StringComparison.Ordinal)
                .Replace($"{Environment.UserName}@127.0.0.1:{_ssh?.Port}", "USER@HOST", StringComparison.Ordinal)
                .Replace($"{Environment.UserName}@127.0.0.1", "USER@HOST", StringComparison.Ordinal)
                .Replace($"127.0.0.1:{_ssh?.Port}", "HOST", StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("after [0-9]+ ms")]
    private static partial Regex Duration();
}
