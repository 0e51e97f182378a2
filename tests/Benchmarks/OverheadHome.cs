using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bundt.Benchmarks;

/// <summary>A home with environments of different sizes, on a local cloud of its own.</summary>
internal sealed class OverheadHome
{
    private static readonly string Bundt = FindBundt();

    // Bundt's template without the tests beside it: what is baked is never started, and would not pass them.
    private const string Untried = "packer/untried/web";

    private readonly Dictionary<string, string> _variables = new() { ["LOCALCLOUD_ANY_CREDENTIALS"] = "1" };

    public OverheadHome(IEnumerable<int> sizes)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "environments"));
        foreach (var size in sizes)
            File.WriteAllText(Path.Combine(Folder, "environments", Name(size) + ".yaml"), Environment(size));
        Copy(Path.Combine(Bundt, "packer", "web"), Path.Combine(Folder, Untried));
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Path.Combine(Bundt, "artifacts", "benchmarks", $"overhead-{System.Environment.ProcessId}");

    /// <summary>Where its local cloud is.</summary>
    public Uri Endpoint => new(File.ReadLines(Path.Combine(Folder, ".local", "env")).First().Split('=')[1]);

    /// <summary>What its local cloud has logged.</summary>
    public IEnumerable<string> Log => File.ReadLines(Path.Combine(Folder, ".local", "cloud.log"));

    /// <summary>For how long new servers have to be healthy.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>For how long live traffic is watched.</summary>
    public static readonly TimeSpan Watch = TimeSpan.FromSeconds(10);

    /// <summary>The environment of a size.</summary>
    public static string Name(int size) => $"size-{size}";

    /// <summary>From now on its local cloud starts without machines.</summary>
    public void WithoutMachines() => _variables["LOCALCLOUD_MACHINES"] = "none";

    /// <summary>A commit to release.</summary>
    public Task Commit(string message) => Run("git", "-C", Path.Combine(Folder, ".local", "web"), "commit", "--quiet", "--allow-empty", "--message", message);

    /// <summary>Runs build.sh to a good end.</summary>
    /// <returns>What it said.</returns>
    public Task<string> Bundts(string target, string environments, params string[] options) =>
        Run(Path.Combine(Bundt, "build.sh"), [$"--target={target}", $"--env={environments}", $"--home={Folder}", .. options]);

    /// <summary>What the newest run in an environment has left.</summary>
    public string Artifact(string environment, string file) =>
        Directory.GetDirectories(Path.Combine(Folder, "artifacts", environment)).Order(StringComparer.Ordinal).Select(run => Path.Combine(run, file)).Last(File.Exists);

    private async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}{await errors}");
    }

    private static string Environment(int size)
    {
        int[] ports = [FreePort(), FreePort(), FreePort()];
        return string.Create(CultureInfo.InvariantCulture, $$"""
            application: { name: web, checkout: .local/web, test: "true", build: touch /opt/web/web.runtimeconfig.json }
            aws: { account: "000000000000", region: eu-west-1, endpoint: local }
            bake:
              template: {{Untried}}
              source: { name: debian-12-*, owner: "136693071363" }
              ingress: [127.0.0.1/32]
              sshPort: 2222
              sshInterface: private_ip
              pollSeconds: 1
            servers: { min: {{size}}, max: {{size * 2}}, desired: {{size}}, subnets: [{{Name(size)}}-a, {{Name(size)}}-b], securityGroups: [{{Name(size)}}] }
            traffic:
              loadBalancer: {{Name(size)}}
              listener: {{ports[0]}}
              targetGroups: { blue: {{Name(size)}}-blue, green: {{Name(size)}}-green }
              preview: { blue: {{ports[1]}}, green: {{ports[2]}} }
            verify: { window: {{Window.TotalSeconds}}s, timeout: 5m }
            swap: { settle: 30s, watch: {{Watch.TotalSeconds}}s, warm: 30m }

            """);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string FindBundt()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "build.sh")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
