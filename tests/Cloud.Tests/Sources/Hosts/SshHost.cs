using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bundt.Cloud.Tests.Sources.Hosts;

/// <summary>
/// A host of repositories over SSH on a free port of the loopback: a private sshd, run as this user, with a host key of its own, that lets its
/// keys do git's work and nothing else.
/// </summary>
public sealed class SshHost : IAsyncDisposable
{
    // In its own view of the files where its folder is not there, which a service would make.
    private static readonly string[] WithItsFolder =
        ["unshare", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec \"$@\"", "sh"];

    private readonly Folder _folder;
    private readonly Process _sshd;
    private Process? _agent;

    private SshHost(Folder folder, Process sshd, int port)
    {
        (_folder, _sshd) = (folder, sshd);
        Port = port;
    }

    public static string? Program { get; } = new[] { "/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd" }.FirstOrDefault(File.Exists);

    public const string Missing = "openssh-server is not installed: what SSH does is not tried. scripts/install-tools.sh installs it.";

    public int Port { get; }

    public string Folder => _folder.Path;

    /// <summary>The file of a key that may do everything, to whoever knows its passphrase.</summary>
    public string LockedKey => _folder.Below("locked-key");

    /// <summary>The file of a key that may do everything.</summary>
    public string Key => _folder.Below("key");

    /// <summary>The file of a key that may read.</summary>
    public string ReadingKey => _folder.Below("reading-key");

    /// <summary>The file of a key that nobody knows.</summary>
    public string StrangersKey => _folder.Below("strangers-key");

    /// <summary>The files of known hosts: this one, none, and another one in its place.</summary>
    public string Known => _folder.Below("known");

    public string KnownToNobody => _folder.Below("unknown");

    public string KnownAsAnother => _folder.Below("changed");

    public string Url(string path) => $"ssh://{Environment.UserName}@127.0.0.1:{Port}{path}";

    /// <summary>ssh with nothing of this computer's own configuration.</summary>
    /// <param name="key">The file of the key; <c>none</c> for none but the agent's.</param>
    /// <param name="known">The file of known hosts.</param>
    /// <param name="agent">The agent's socket.</param>
    public static string Ssh(string key, string known, string agent = "none") =>
        $"ssh -F /dev/null -o IdentitiesOnly={(agent == "none" ? "yes" : "no")} -o IdentityAgent={agent} -o IdentityFile={key} -o UserKnownHostsFile={known} -o GlobalKnownHostsFile=/dev/null";

    /// <summary>Begins an agent that has the key.</summary>
    /// <returns>Its socket.</returns>
    public async Task<string> Agent()
    {
        var socket = _folder.Below("agent");
        _agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        SpinWait.SpinUntil(() => File.Exists(socket), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        await Tool.Run(_folder.Path, "env", $"SSH_AUTH_SOCK={socket}", "ssh-add", "-q", Key);
        return socket;
    }

    public static async Task<SshHost> Start()
    {
        var folder = new Folder();
        foreach (var name in new[] { "host-key", "key", "reading-key", "strangers-key", "locked-key" })
            await Tool.Run(folder.Path, "ssh-keygen", "-q", "-t", "ed25519", "-N", name == "locked-key" ? "secret" : "", "-C", name, "-f", folder.Below(name));
        folder.Script("read.sh", """
            case "$SSH_ORIGINAL_COMMAND" in
              git-receive-pack*) echo "ERROR: The key you are authenticating with has been marked as read only." >&2; exit 1 ;;
            esac
            exec git-shell -c "$SSH_ORIGINAL_COMMAND"

            """);
        folder.Write("authorized", $"""
            restrict,command="git-shell -c \"$SSH_ORIGINAL_COMMAND\"" {File.ReadAllText(folder.Below("key.pub"))}
            restrict,command="git-shell -c \"$SSH_ORIGINAL_COMMAND\"" {File.ReadAllText(folder.Below("locked-key.pub"))}
            restrict,command="{folder.Below("read.sh")}" {File.ReadAllText(folder.Below("reading-key.pub"))}
            """);
        var port = FreePort();
        folder.Write("known", $"[127.0.0.1]:{port} {File.ReadAllText(folder.Below("host-key.pub"))}");
        folder.Write("changed", $"[127.0.0.1]:{port} {File.ReadAllText(folder.Below("strangers-key.pub"))}");
        folder.Write("unknown", "");
        folder.Write("config", $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder.Below("host-key")}
            AuthorizedKeysFile {folder.Below("authorized")}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password

            """);
        string[] command = [.. Environment.IsPrivilegedProcess && !Directory.Exists("/run/sshd") ? WithItsFolder : [], Program!, "-D", "-e", "-f", folder.Below("config")];
        var sshd = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        var said = new List<string>();
        while (await sshd.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.StartsWith("Server listening", StringComparison.Ordinal))
                continue;
            _ = sshd.StandardError.ReadToEndAsync();
            return new(folder, sshd, port);
        }

        throw new InvalidOperationException($"sshd did not start: {string.Join(' ', said)}");
    }

    public async ValueTask DisposeAsync()
    {
        _agent?.Kill();
        _agent?.Dispose();
        _sshd.Kill(entireProcessTree: true);
        await _sshd.WaitForExitAsync();
        _sshd.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
