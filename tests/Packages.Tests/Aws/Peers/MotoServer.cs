using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>moto, an AWS stand-in in Python by other authors, on a port of its own choice.</summary>
internal sealed partial class MotoServer : IAsyncDisposable
{
    /// <summary>What to say where it is missing.</summary>
    public const string Missing = "moto_server is not on PATH, so nothing was compared with moto: pip install 'moto[server]'";

    // The shell ends moto when its own input ends, and the input ends with the test run, however that ends.
    private const string Script = """
        moto_server -H 127.0.0.1 -p 0 2>&1 &
        server=$!
        cat > /dev/null
        kill "$server"
        wait "$server"
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly Process _shell;
    private readonly Task _log;

    private MotoServer(Process shell, Uri endpoint)
    {
        (_shell, Endpoint) = (shell, endpoint);
        _log = shell.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // a full pipe would stop moto
    }

    public static bool Installed { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "moto_server")));

    public Uri Endpoint { get; }

    /// <summary>Starts it, and waits until it says where it listens.</summary>
    public static async Task<MotoServer> Start()
    {
        var shell = Process.Start(new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var said = new List<string>();
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (await shell.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                said.Add(line);
                if (Address().Match(line) is not { Success: true } address)
                    continue;
                return new MotoServer(shell, new Uri(address.Value));
            }
        }
        catch (OperationCanceledException)
        {
            said.Add("(nothing more for a minute)");
        }

        await End(shell);
        shell.Dispose();
        throw new InvalidOperationException($"moto_server did not start: {string.Join(Environment.NewLine, said)}");
    }

    public async ValueTask DisposeAsync()
    {
        await End(_shell);
        await _log;
        _shell.Dispose();
    }

    private static async Task End(Process shell)
    {
        shell.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await shell.WaitForExitAsync(deadline.Token);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
