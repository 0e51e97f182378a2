using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bundt.Domain;

namespace Bundt.Cloud.Local;

/// <summary>
/// The local cloud's server: started detached, so that it outlives the run (its servers must still be there for the next release), and
/// stopped by asking it.
/// </summary>
public sealed class LocalCloudServer(Home home, Poll poll) : IDisposable
{
    private const int FirstPort = 4600;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TurnLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private const int MostTries = 5;

    // Made when it is first used: every run makes this class, and few call the server.
    private readonly Lazy<HttpClient> _client = new(() => new() { Timeout = TimeSpan.FromSeconds(2) });

    /// <summary>The bare repositories that it serves over HTTP.</summary>
    public string Repositories => Path.Combine(home.Local, "git");

    /// <summary>Where it is, or null when it does not answer there.</summary>
    public async Task<Uri?> Find(CancellationToken cancellation)
    {
        if (!File.Exists(home.LocalAccess) || Exported("AWS_ENDPOINT_URL") is not { } url)
            return null;
        try
        {
            using var answer = await _client.Value.GetAsync(new Uri(new Uri(url), "/_local/health"), cancellation);
            return answer.IsSuccessStatusCode && IsOurs(await answer.Content.ReadAsStringAsync(cancellation)) ? new Uri(url) : null;
        }
        catch (Exception silent) when (silent is HttpRequestException or JsonException || (silent is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Waits for its turn: of two runs at once only one starts the local cloud and makes what is to be in it.</summary>
    /// <returns>The turn; it ends when this is disposed of, or with the process.</returns>
    public async Task<IAsyncDisposable> Turn(CancellationToken cancellation)
    {
        Directory.CreateDirectory(home.Local);
        FileStream? held = null;
        await poll.Until("another run to start the local cloud", _ =>
        {
            try
            {
                held = new FileStream(Path.Combine(home.Local, "start.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return Task.FromResult<string?>(null);
            }
            catch (IOException)
            {
                return Task.FromResult<string?>("it holds .local/start.lock");
            }
        }, TurnLimit, cancellation);
        return held!;
    }

    /// <summary>Starts it.</summary>
    /// <param name="region">The region that <c>.local/env</c> names.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="Problem">It cannot be started; the message holds what it said.</exception>
    public async Task<Uri> Start(string region, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Repositories);
        await Demand(cancellation);
        for (var tries = 1; ; tries++)
        {
            var endpoint = new Uri($"http://127.0.0.1:{FreePort()}");
            try
            {
                await Start(endpoint, region, cancellation);
                return endpoint;
            }
            catch (Problem) when (tries < MostTries && !IsFree(endpoint.Port))
            {
                // The local cloud of another home, begun at the same moment, was quicker.
            }
        }
    }

    /// <summary>Makes sure that it can be started here at all.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">It is not built, or this user may not do what it has to.</exception>
    public Task Demand(CancellationToken cancellation) => File.Exists(home.LocalProgram)
        ? DemandRoot(cancellation)
        : throw new Problem($"The local cloud is not built: {home.LocalProgram} is missing.", next: "Run through build.sh, which builds it.");

    private async Task Start(Uri endpoint, string region, CancellationToken cancellation)
    {
        var (key, secret) = (Exported("AWS_ACCESS_KEY_ID") ?? "LOCAL" + Secret(15).ToUpperInvariant(), Exported("AWS_SECRET_ACCESS_KEY") ?? Secret(40));
        await File.WriteAllTextAsync(home.LocalAccess, string.Join('\n',
            $"export AWS_ENDPOINT_URL={endpoint.ToString().TrimEnd('/')}", $"export AWS_ACCESS_KEY_ID={key}", $"export AWS_SECRET_ACCESS_KEY={secret}",
            $"export AWS_DEFAULT_REGION={region}", ""), cancellation);
        var log = Path.Combine(home.Local, "cloud.log");
        var process = Launch(endpoint.Port, region, key, secret, log);
        try
        {
            await poll.Until("the local cloud to answer", async token =>
                await Find(token) is not null ? null
                : IsAlive(process) ? "it is starting"
                : throw new Problem($"The local cloud ended: {Tail(log)}", "Nothing was changed.", $"Its log is {log}."), StartLimit, cancellation);
        }
        catch (Problem)
        {
            File.Delete(home.LocalAccess);
            throw;
        }
    }

    /// <summary>Stops it with all its machines; what it stored stays for the next start.</summary>
    /// <returns>Whether it was running.</returns>
    public async Task<bool> Stop(CancellationToken cancellation)
    {
        if (await Find(cancellation) is not { } endpoint)
            return false;
        using var health = JsonDocument.Parse(await _client.Value.GetStringAsync(new Uri(endpoint, "/_local/health"), cancellation));
        var process = health.RootElement.GetProperty("pid").GetInt32();
        using var answer = await _client.Value.PostAsync(new Uri(endpoint, "/_local/shutdown"), null, cancellation);
        answer.EnsureSuccessStatusCode();
        await poll.Until("the local cloud to end", async token =>
            await Find(token) is not null ? "it still answers"
            : IsAlive(process) ? $"its process {process} is still there"
            : IsFree(endpoint.Port) ? null : $"port {endpoint.Port} is still in use", StopLimit, cancellation);
        return true;
    }

    /// <summary>What any AWS client needs, one <c>export</c> a line.</summary>
    public string Access() => File.ReadAllText(home.LocalAccess);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    // A session of its own and no open standard streams; Jenkins ends what a build leaves behind unless these variables say otherwise.
    private int Launch(int port, string region, string key, string secret, string log)
    {
        var dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        string[] command =
        [
            dotnet, home.LocalProgram, "--port", port.ToString(CultureInfo.InvariantCulture), "--state", Path.Combine(home.Local, "cloud"),
            "--git", Repositories, "--region", region,
        ];
        string[] variables =
        [
            $"LOCALCLOUD_ACCESS_KEY_ID={key}", $"LOCALCLOUD_SECRET_ACCESS_KEY={secret}", "JENKINS_NODE_COOKIE=dontKillMe", "BUILD_ID=dontKillMe",
            // What root's programs need is not on every user's path.
            $"PATH={Environment.GetEnvironmentVariable("PATH")}:/usr/local/sbin:/usr/sbin:/sbin",
        ];
        string[] root = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        var line = string.Join(' ', root.Concat(["env"]).Concat(variables).Concat(command).Select(Quote));
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"setsid {line} </dev/null >{Quote(log)} 2>&1 & echo $!"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = home.Local,
        };
        using var shell = Process.Start(start)!;
        return int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    // Its servers are process trees with file systems of their own, which only root may make.
    private async Task DemandRoot(CancellationToken cancellation)
    {
        if (Environment.IsPrivilegedProcess)
            return;
        var sudo = Command.Find("sudo");
        if (sudo is null || await Command.Run(sudo, ["-n", "true"], home.Team, new Dictionary<string, string>(), _ => { }, cancellation) != 0)
        {
            throw new Problem(
                $"The local cloud needs root, and {Environment.UserName} is not: {(sudo is null ? "there is no sudo here" : "sudo asks for a password")}.", "Nothing was changed.",
                "Run as root, or allow this user sudo without a password. Environments on AWS need neither.");
        }
    }

    // After a crash or a restart of the computer the local cloud of another home may have the port that ours had.
    private bool IsOurs(string health)
    {
        using var facts = JsonDocument.Parse(health);
        return facts.RootElement.TryGetProperty("accessKeyId", out var key) && key.GetString() == Exported("AWS_ACCESS_KEY_ID");
    }

    private int FreePort() => Exported("AWS_ENDPOINT_URL") is { } before && IsFree(new Uri(before).Port)
        ? new Uri(before).Port
        : Enumerable.Range(FirstPort, 100).FirstOrDefault(IsFree) is > 0 and var port
            ? port
            : throw new Problem(
                $"None of the ports {FirstPort} to {FirstPort + 99} on 127.0.0.1 is free.", "Nothing was changed.",
                "End what listens there: `ss -ltnp` names it. A local cloud of another folder is ended with --target=LocalDown there.");

    private string? Exported(string name) => !File.Exists(home.LocalAccess) ? null : File.ReadLines(home.LocalAccess)
        .Select(line => line.Split('=', 2)).Where(pair => pair[0] == $"export {name}").Select(pair => pair[1]).FirstOrDefault();

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // One that has ended stays in the list, as Z, until whoever started it has taken note.
    private static bool IsAlive(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Tail(string log) => File.Exists(log) ? File.ReadLines(log).LastOrDefault() ?? "it said nothing" : "it said nothing";

    private static string Secret(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);

    private static string Quote(string text) => new StringBuilder("'").Append(text.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'').ToString();
}
