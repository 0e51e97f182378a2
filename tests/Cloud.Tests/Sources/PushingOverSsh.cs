using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>To a host over SSH: with a key, wherever ssh has it from.</summary>
[Collection(nameof(Alone))]
public sealed class PushingOverSsh : PushingATag
{
    private SshHost? _host;

    /// <summary>The credentials, whether they let fetch, and what comes of pushing; a fetch that fails says the same.</summary>
    public static TheoryData<string, bool, string> Matrix => new()
    {
        { "a key", true, Pushed },
        { "a key in GIT_SSH_COMMAND", true, Pushed },
        {
            "a key, a refusing hook", true,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it refused.
                remote: Tags are made by the release team.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [remote rejected] (pre-receive hook declined)
              No tag was made. Live traffic is untouched.
              What it says is above. Let the tags of releases through there, then run again.
            """
        },
        {
            "no key", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it accepted none of the SSH keys at hand.
                USER@HOST: Permission denied (publickey).
              No tag was made. Live traffic is untouched.
              Have a key that it knows in ssh's usual places, in an agent or in GIT_SSH_COMMAND, without a passphrase to ask for, then run again.
            """
        },
        {
            "a wrong key", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it accepted none of the SSH keys at hand.
                USER@HOST: Permission denied (publickey).
              No tag was made. Live traffic is untouched.
              Have a key that it knows in ssh's usual places, in an agent or in GIT_SSH_COMMAND, without a passphrase to ask for, then run again.
            """
        },
        {
            "a reading key", true,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): the credentials are good, but may not do that.
                ERROR: The key you are authenticating with has been marked as read only.
              No tag was made. Live traffic is untouched.
              Let them write there (in GitHub Actions: permissions: contents: write), then run again.
            """
        },
        {
            "a key, the host key is not known", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): its host key is not known here.
                Host key verification failed.
              No tag was made. Live traffic is untouched.
              Compare the fingerprint of its key with the one that the host publishes, add the key to known_hosts (ssh-keyscan), then run again.
            """
        },
        {
            "a key, the host key is another one", false,
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
            "a key, no such repository", false,
            """
            git could not ACT origin (ssh://USER@HOST/nowhere.git): there is no such repository, or none that the credentials may see.
                fatal: '/nowhere.git' does not appear to be a git repository
              No tag was made. Live traffic is untouched.
              Check the remote's address (git remote -v) and what the credentials may see, then run again.
            """
        },
        {
            "a token", false,
            """
            application.tokenVariable is for a remote with https://, and origin is ssh://USER@HOSTFOLDER/bare.git.
              Nothing was changed.
              Leave it out: SSH has keys. Or give the remote its https:// address.
            """
        },
        {
            "a key with a passphrase", false,
            """
            git could not ACT origin (ssh://USER@HOSTFOLDER/bare.git): it accepted none of the SSH keys at hand.
                USER@HOST: Permission denied (publickey).
              No tag was made. Live traffic is untouched.
              Have a key that it knows in ssh's usual places, in an agent or in GIT_SSH_COMMAND, without a passphrase to ask for, then run again.
            """
        },
        { "a key in an agent", true, Pushed },
    };

    public override async ValueTask InitializeAsync() => _host = SshHost.Program is null ? null : await SshHost.Start();

    public override async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? default);
        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Should_Come_To_This(string way, bool fetches, string told)
    {
        Assert.SkipWhen(_host is null, SshHost.Missing);
        Git.Remote(_host.Url(Git.Bare));
        await ComesTo(way, await Take(way, _host), fetches, told);
    }

    protected override string Named(string told) => told
        .Replace(_host!.Folder, "KEYS", StringComparison.Ordinal)
        .Replace($"[127.0.0.1]:{_host.Port}", "[HOST]", StringComparison.Ordinal)
        .Replace($"{Environment.UserName}@127.0.0.1:{_host.Port}", "USER@HOST", StringComparison.Ordinal)
        .Replace($"{Environment.UserName}@127.0.0.1", "USER@HOST", StringComparison.Ordinal)
        .Replace($"127.0.0.1:{_host.Port}", "HOST", StringComparison.Ordinal);

    private async Task<SourceCode> Take(string way, SshHost host)
    {
        switch (way)
        {
            case "a key":
                Git.Configure("core.sshCommand", SshHost.Ssh(host.Key, host.Known));
                break;
            case "a key in GIT_SSH_COMMAND":
                Environment.SetEnvironmentVariable("GIT_SSH_COMMAND", SshHost.Ssh(host.Key, host.Known));
                break;
            case "a key, a refusing hook":
                Hook();
                Git.Configure("core.sshCommand", SshHost.Ssh(host.Key, host.Known));
                break;
            case "no key":
                Git.Configure("core.sshCommand", SshHost.Ssh("none", host.Known));
                break;
            case "a wrong key":
                Git.Configure("core.sshCommand", SshHost.Ssh(host.StrangersKey, host.Known));
                break;
            case "a reading key":
                Git.Configure("core.sshCommand", SshHost.Ssh(host.ReadingKey, host.Known));
                break;
            case "a key, the host key is not known":
                Git.Configure("core.sshCommand", SshHost.Ssh(host.Key, host.KnownToNobody));
                break;
            case "a key, the host key is another one":
                Git.Configure("core.sshCommand", SshHost.Ssh(host.Key, host.KnownAsAnother));
                break;
            case "a key, no such repository":
                Git.Remote(host.Url("/nowhere.git"));
                Git.Configure("core.sshCommand", SshHost.Ssh(host.Key, host.Known));
                break;
            case "a token":
                return WithToken(HttpsHost.Token);
            case "a key with a passphrase":
                Git.Configure("core.sshCommand", SshHost.Ssh(host.LockedKey, host.Known));
                break;
            case "a key in an agent":
                Git.Configure("core.sshCommand", SshHost.Ssh("none", host.Known, await host.Agent()));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, "Nobody has said what it is.");
        }

        return Git.Source;
    }
}
